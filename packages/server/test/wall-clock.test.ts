import { expect, test } from "vitest";
import { wallClock } from "../src/wall-clock.ts";

const START_MS = 1_790_000_000_000;

/** A machine whose time the test tells, and clocks over it, which say what passed since the test began, in microseconds. */
function machine() {
  let trueMs = 0;
  let setByMs = 0;
  let pauseMs = 0;
  const readings = {
    wallMs() {
      const read = Math.floor(START_MS + trueMs + setByMs);
      trueMs += pauseMs;
      pauseMs = 0;
      return read;
    },
    elapsedMs: () => trueMs,
  };
  return {
    pass: (ms: number) => (trueMs += ms),
    set: (ms: number) => (setByMs += ms),
    /** The next time that a clock is read, the process has to wait so long in the middle of it. */
    interrupt: (ms: number) => (pauseMs = ms),
    clock: () => {
      const now = wallClock(readings);
      return () => Number(now()) - START_MS * 1000;
    },
  };
}

test("microseconds pass as they do", () => {
  const { pass, clock } = machine();
  const now = clock();
  pass(0.25);
  expect(now()).toBe(250);
  pass(1000.5);
  expect(now()).toBe(1_000_750);
});

test("a clock that is set, forward or back, is followed", () => {
  const { pass, set, clock } = machine();
  const now = clock();
  set(60_000);
  pass(1);
  expect(now()).toBe(60_001_000);
  set(-120_000);
  pass(1);
  // Until more is read of it, the time may be any of a millisecond.
  expect(now()).toBe(-59_997_000);
  pass(0.5);
  now();
  pass(0.5);
  expect(now()).toBe(-59_997_000 + 500);
});

test("a clock that began in the middle of a millisecond comes to what others say, and never goes beyond", () => {
  const { pass, clock } = machine();
  const first = clock();
  pass(10.75);
  const second = clock();
  expect([first(), second()]).toEqual([10_750, 10_000]);
  for (let reading = 0; reading < 100; reading++) {
    pass(0.126);
    second();
  }
  expect(first() - second()).toBeLessThanOrEqual(15);
  expect(first() - second()).toBeGreaterThanOrEqual(0);
});

test("a process that has to wait between two readings learns nothing wrong of it", () => {
  const { pass, interrupt, clock } = machine();
  const now = clock();
  pass(10);
  expect(now()).toBe(10_000);
  interrupt(50);
  expect(now()).toBe(60_000);
  pass(0.125);
  expect(now()).toBe(60_125);
});

test("what comes later has a later time, though nothing passed, or the clock was set back by a little", () => {
  const { pass, set, clock } = machine();
  const now = clock();
  pass(100);
  expect([now(), now()]).toEqual([100_000, 100_001]);
  set(-40);
  expect(now()).toBe(100_002);
  pass(39);
  expect(now()).toBe(100_003);
  pass(2);
  expect(now()).toBe(102_000);
});

test("two clocks of this machine say the same", () => {
  const [one, other] = [wallClock(), wallClock()];
  const apart = Array.from({ length: 1000 }, () => Number(other()) - Number(one()));
  // Readings follow each other: the least that was seen is what they differ by.
  expect(Math.min(...apart)).toBeLessThan(100);
  expect(Math.abs(Number(one()) / 1000 - Date.now())).toBeLessThan(60_000);
});
