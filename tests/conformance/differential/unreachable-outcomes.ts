import type { Outcome } from "./operations.ts";

/** Outcomes that an operation's inputs seem to allow, and that the real server never gives. */
export const unreachableOutcomes: readonly { operation: string; outcome: Outcome; reason: string }[] = [];
