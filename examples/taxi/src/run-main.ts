import { TripDataError } from "./trip-data-error.ts";

/**
 * Runs a program's main function. Bad data and bad options end it with one line and exit code 1; what nobody foresaw
 * keeps its stack.
 */
export async function runMain(main: () => Promise<unknown>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof TripDataError ? `Error: ${error.message}` : error);
    process.exitCode = 1;
  }
}
