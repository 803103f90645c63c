import type { AcceptedDifference } from "../accepted-difference.ts";

/** What clients read as words, or not at all. */
export const words: readonly AcceptedDifference[] = [
  { reason: "why a proposal is not accepted is said in our own words", pointer: "/body/details/reason" },
  { reason: "why a proposal is not accepted is said in our own words", pointer: "/body/results/*/details/reason" },
  {
    reason: "why a resumed run fails is said in our own words",
    sequence: "a pause that has timed out fails when it is resumed",
    pointer: "/body/state/message",
  },
  {
    reason: "a conflict names what is missing or taken",
    pointer: "/body/detail",
    prefect:
      "Data integrity conflict. This usually means a unique or foreign key constraint was violated. See server logs for details.",
  },
  {
    reason: "the sentence about the header has its space",
    sequence: "the API version in the header is checked",
    pointer: "/body/detail",
  },
];
