import type { AcceptedDifference } from "./accepted-difference.ts";

/** Every difference from the real server that stands on purpose. An entry that no answer needs fails the tests. */
export const acceptedDifferences: readonly AcceptedDifference[] = [];
