import type { Condition } from "./condition.ts";

/**
 * A condition that a filter implies and an index answers. `narrow` has few rows by its nature and is always the way in;
 * `lookup` finds its rows directly, few or many; `scan` reads one slim index through, worth it only to find that there
 * are few.
 */
export interface Candidate {
  readonly kind: "narrow" | "lookup" | "scan";
  readonly condition: Condition;
  /** The condition in parts, in each of which the index has the rows in the order of their start. */
  readonly inStartOrder?: readonly Condition[];
}

export function narrow(condition: Condition): Candidate {
  return { kind: "narrow", condition };
}

export function lookup(condition: Condition): Candidate {
  return { kind: "lookup", condition };
}

export function scan(condition: Condition): Candidate {
  return { kind: "scan", condition };
}
