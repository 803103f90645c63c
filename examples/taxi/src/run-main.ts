import { MissingLibraryError } from "./missing-library-error.ts";
import { TripDataError } from "./trip-data-error.ts";

/**
 * Runs a program's main function. Bad data, bad options and a missing library end it with their message and exit
 * code 1; what nobody foresaw keeps its stack.
 */
export async function runMain(main: () => Promise<unknown>): Promise<void> {
  try {
    await main();
  } catch (error) {
    const isForeseen = error instanceof TripDataError || error instanceof MissingLibraryError;
    console.error(isForeseen ? `Error: ${error.message}` : error);
    process.exitCode = 1;
  }
}
