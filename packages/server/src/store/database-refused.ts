/** The database cannot be opened, for a reason its owner can act on. Nothing in it was changed. */
export class DatabaseRefused extends Error {
  override readonly name = "DatabaseRefused";
}
