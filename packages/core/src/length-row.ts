/** Rows in which lengths of time stand: six for each power of ten, from a millisecond on, so that each is 1.47 times the one before. */
export const LENGTH_ROWS_PER_DECADE = 6;

/** What is shorter stands in the first row, too. */
export const LENGTH_LEAST_SECONDS = 0.001;

/** Where a row of lengths begins, in seconds; it ends where the next one begins. */
export function lengthOfRow(row: number): number {
  return LENGTH_LEAST_SECONDS * 10 ** (row / LENGTH_ROWS_PER_DECADE);
}
