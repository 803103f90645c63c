import { expect, test } from "vitest";
import { LogBacklog } from "../src/log-backlog.ts";
import type { LogRecord } from "../src/logs.ts";

const PLAIN_BATCHES = 2;

function line(message: string): LogRecord {
  return { name: "n", level: 20, message, timestamp: "2026-01-01T00:00:00Z", flow_run_id: null, task_run_id: null };
}

function backlogOf(count: number, max = 100_000): LogBacklog {
  const backlog = new LogBacklog(max, PLAIN_BATCHES);
  for (let index = 0; index < count; index++) backlog.push(line(`line ${index} – ü`));
  return backlog;
}

function messages(records: readonly LogRecord[]): string[] {
  return records.map(({ message }) => message);
}

test("records are taken whole and in order, those that were packed, too", () => {
  const backlog = backlogOf(4321);
  const sizes: number[] = [];
  const taken: LogRecord[] = [];
  while (backlog.size > 0) {
    const batch = backlog.take(Infinity);
    sizes.push(batch.length);
    taken.push(...batch);
  }
  expect(sizes).toEqual([1000, 1000, 1000, 1000, 321]);
  expect(taken).toEqual(Array.from({ length: 4321 }, (_, index) => line(`line ${index} – ü`)));
  expect(backlog.take(1)).toEqual([]);
});

test("what is not taken of a batch is the next", () => {
  const backlog = backlogOf(4100);
  backlog.drop(3050);
  expect([messages(backlog.take(1)), messages(backlog.take(2)), backlog.size]).toEqual([
    ["line 3050 – ü"],
    ["line 3051 – ü", "line 3052 – ü"],
    1047,
  ]);
  backlog.push(line("last"));
  expect([backlog.take(Infinity).length, messages(backlog.take(Infinity)).at(-1), backlog.size]).toEqual([
    947,
    "last",
    0,
  ]);
});

test("a batch has no more characters than a request may have, but for a single line", () => {
  const backlog = new LogBacklog();
  for (const length of [300_000, 100_000, 1, 500_000, 1]) backlog.push(line("x".repeat(length)));
  const sizes = Array.from({ length: 5 }, () => backlog.take(Infinity).length);
  expect(sizes).toEqual([2, 1, 1, 1, 0]);
});

test("there is no room for more records than it may keep", () => {
  const backlog = backlogOf(3999, 4000);
  expect(backlog.isFull).toBe(false);
  backlog.push(line("the last that fits"));
  expect(backlog.isFull).toBe(true);
  backlog.take(1);
  expect(backlog.isFull).toBe(false);
});
