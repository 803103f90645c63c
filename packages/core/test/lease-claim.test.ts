import { expect, test } from "vitest";
import { claimant, neverBegan, yieldsToProcess } from "../src/lease-claim.ts";

test.each([
  [claimant("keeper"), "PENDING", true],
  [claimant("keeper"), "RUNNING", false],
  [claimant("keeper"), null, false],
  ["box:4711", "PENDING", false],
] as const)("the lease of %s on a run that is %s yields: %s", (owner, stateType, yields) => {
  expect(yieldsToProcess(owner, stateType)).toBe(yields);
});

const ended = { owner: claimant("keeper"), stateType: "PENDING", infrastructurePid: null } as const;
test.each([
  ["was claimed, and no more", ended, true],
  ["has a process somewhere", { ...ended, infrastructurePid: "4711" }, false],
  ["was running", { ...ended, stateType: "RUNNING" }, false],
  ["was a process's", { ...ended, owner: "box:4711" }, false],
  ["was nobody's", { ...ended, owner: null }, false],
] as const)("a run that %s never began: %2$s", (_what, claim, began) => {
  expect(neverBegan(claim)).toBe(began);
});

test("a claimant's name fits where owners are kept", () => {
  expect(claimant("x".repeat(300))).toHaveLength(255);
});
