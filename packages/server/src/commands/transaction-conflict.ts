/** Another transaction did the same at the same time: this one is to be run again from its start. Not for clients. */
export class TransactionConflict extends Error {
  override readonly name = "TransactionConflict";
}
