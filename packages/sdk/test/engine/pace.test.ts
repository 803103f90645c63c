import { expect, test } from "vitest";
import { Pace } from "../../src/engine/pace.ts";

function paceAfter(...blockedMs: number[]): Pace {
  const pace = new Pace();
  for (const ms of blockedMs) pace.note(ms);
  return pace;
}

function callsUntilQuick(pace: Pace): number {
  let calls = 0;
  for (; !pace.isKnownQuick; calls += 1) pace.note(0);
  return calls;
}

test("a task is not known to be quick before its first call", () => {
  expect(paceAfter().isKnownQuick).toBe(false);
  expect(paceAfter(1).isKnownQuick).toBe(true);
});

test.each([
  { blockedMs: 6, calls: 2 },
  { blockedMs: 50, calls: 22 },
  { blockedMs: 600_000, calls: 112 },
])("a call that blocked for $blockedMs ms is forgotten after $calls quick ones", ({ blockedMs, calls }) => {
  expect(callsUntilQuick(paceAfter(1, blockedMs))).toBe(calls);
});
