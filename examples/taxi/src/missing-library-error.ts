/** A native library that the example needs is not on this machine. The message names the package that brings it. */
export class MissingLibraryError extends Error {
  override readonly name = "MissingLibraryError";
}
