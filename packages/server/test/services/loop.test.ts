import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pino } from "pino";
import { startLoop, type Service, type ServiceContext } from "../../src/services/loop.ts";
import { testDeps } from "../support/test-clock.ts";
import { noStore } from "../support/no-store.ts";

const context: ServiceContext = { store: noStore, deps: testDeps(), logger: pino({ level: "silent" }) };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function counting(rounds: (round: number) => Promise<boolean> | boolean): Service & { count: () => number } {
  let count = 0;
  return {
    name: "counting",
    everyMs: 1000,
    count: () => count,
    tick: async () => rounds(++count),
  };
}

test("a round comes after each pause, none before the first", async () => {
  const service = counting(() => false);
  const loop = startLoop(service, context);
  await vi.advanceTimersByTimeAsync(999);
  expect(service.count()).toBe(0);
  await vi.advanceTimersByTimeAsync(2001);
  expect(service.count()).toBe(3);
  await loop.stop();
});

test("what a round left behind is done at once", async () => {
  const service = counting((round) => round < 5);
  const loop = startLoop(service, context);
  await vi.advanceTimersByTimeAsync(1000);
  expect(service.count()).toBe(5);
  await loop.stop();
});

test("a round that fails is tried again in the next", async () => {
  const service = counting((round) => {
    if (round === 1) throw new Error("once");
    return false;
  });
  const loop = startLoop(service, context);
  await vi.advanceTimersByTimeAsync(2000);
  expect(service.count()).toBe(2);
  await loop.stop();
});

test("rounds that go on failing are told once a minute, and that they go well again", async () => {
  const lines: string[] = [];
  const deps = testDeps();
  const logger = pino({ base: null, timestamp: false }, { write: (line: string) => void lines.push(line) });
  const service = counting((round) => {
    deps.advance(1);
    if (round <= 100) throw new Error(round === 90 ? "another" : "the database is away");
    return false;
  });
  const loop = startLoop(service, { ...context, deps, logger });
  await vi.advanceTimersByTimeAsync(103_000);
  await loop.stop();
  const told = lines.map((line) => JSON.parse(line)).map(({ msg, rounds, err }) => [msg, rounds, err?.message]);
  expect(told).toEqual([
    ["service round failed", 1, "the database is away"],
    ["service round failed", 61, "the database is away"],
    ["service round failed", 90, "another"],
    ["service round failed", 91, "the database is away"],
    ["service goes on: its round went well again", 100, undefined],
  ]);
});

test("stopping waits for the round under way, and none follows", async () => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const service = counting(() => promise);
  const loop = startLoop(service, context);
  await vi.advanceTimersByTimeAsync(1000);
  let isStopped = false;
  const stopped = (async () => {
    await loop.stop();
    isStopped = true;
  })();
  await vi.advanceTimersByTimeAsync(5000);
  expect([service.count(), isStopped]).toEqual([1, false]);
  resolve(true);
  await stopped;
  await vi.advanceTimersByTimeAsync(5000);
  expect(service.count()).toBe(1);
});

/** A store that this server has to itself, and what commits something there. */
function ownStore() {
  const listeners = new Set<(news: null) => void>();
  const store: ServiceContext["store"] = {
    ...noStore,
    isShared: false,
    onCommit(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return { store, listeners, commit: () => listeners.forEach((listener) => listener(null)) };
}

test("a service that follows commits looks again after one, and once in half a minute", async () => {
  const { store, listeners, commit } = ownStore();
  const service = { ...counting(() => false), followsCommits: true };
  const loop = startLoop(service, { ...context, store });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(service.count()).toBe(1);
  commit();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(service.count()).toBe(2);
  await vi.advanceTimersByTimeAsync(22_000);
  expect(service.count()).toBe(3);
  await loop.stop();
  expect(listeners.size).toBe(0);
});

test("what is committed during a round, and a round that failed, make it look again", async () => {
  const { store, commit } = ownStore();
  const rounds = counting((round) => {
    if (round === 1) commit();
    if (round === 2) throw new Error("once");
    return false;
  });
  const loop = startLoop({ ...rounds, followsCommits: true }, { ...context, store });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(rounds.count()).toBe(3);
  await loop.stop();
});

test("where others commit as well it looks each time", async () => {
  const service = { ...counting(() => false), followsCommits: true };
  const loop = startLoop(service, { ...context, store: { ...ownStore().store, isShared: true } });
  await vi.advanceTimersByTimeAsync(3000);
  expect(service.count()).toBe(3);
  await loop.stop();
});
