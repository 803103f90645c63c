/** Trip data or an option of this example that cannot be used. The message says what is wrong and what would do. */
export class TripDataError extends Error {
  override readonly name = "TripDataError";
}
