import { beforeEach, expect, test } from "vitest";
import { Idleness } from "../../src/local-server/idleness.ts";

const MINUTE = 60_000;
let now: number;
let connections: number;
let work: boolean;
let idleness: Idleness;
beforeEach(() => {
  [now, connections, work] = [0, 0, false];
  idleness = new Idleness({ openConnections: async () => connections, hasWork: async () => work }, () => now);
});

test("it is over after ten minutes without anybody", async () => {
  now = 10 * MINUTE - 1;
  expect(await idleness.isOver()).toBe(false);
  now = 10 * MINUTE;
  expect(await idleness.isOver()).toBe(true);
});

test.each([
  ["a connection", (is: boolean) => void (connections = is ? 1 : 0)],
  ["a run that is due", (is: boolean) => void (work = is)],
])("%s begins the ten minutes anew", async (_what, set) => {
  set(true);
  now = 60 * MINUTE;
  expect(await idleness.isOver()).toBe(false);
  set(false);
  now = 70 * MINUTE - 1;
  expect(await idleness.isOver()).toBe(false);
  now = 70 * MINUTE;
  expect(await idleness.isOver()).toBe(true);
});

test("somebody who came and went between two looks counts too", async () => {
  now = 9 * MINUTE;
  idleness.touch();
  now = 18 * MINUTE;
  expect(await idleness.isOver()).toBe(false);
});
