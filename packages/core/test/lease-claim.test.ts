import { expect, test } from "vitest";
import { claimant, yieldsToProcess } from "../src/lease-claim.ts";

test.each([
  [claimant("keeper"), "PENDING", true],
  [claimant("keeper"), "RUNNING", false],
  [claimant("keeper"), null, false],
  ["box:4711", "PENDING", false],
] as const)("the lease of %s on a run that is %s yields: %s", (owner, stateType, yields) => {
  expect(yieldsToProcess(owner, stateType)).toBe(yields);
});

test("a claimant's name fits where owners are kept", () => {
  expect(claimant("x".repeat(300))).toHaveLength(255);
});
