import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Job, JobEnd, LaunchedJob, OfferedJob } from "../../src/launcher.ts";
import type { RunOffer } from "../../src/warm/runner-messages.ts";
import { type Runner, WarmRunners } from "../../src/warm/warm-runners.ts";

const key = { deploymentId: "d", text: "d" };
const done: JobEnd = { code: 0, signal: null, reason: null, isReported: true };

/** A runner whose loading and runs end when the test says so. */
class FakeRunner implements Runner {
  readonly pid = started.length + 1;
  readonly waits = null;
  isSpent = false;
  isRetired = false;
  readonly jobs: string[] = [];
  readonly loaded = Promise.withResolvers<boolean>();
  #end = Promise.withResolvers<JobEnd>();

  whenReady(): Promise<boolean> {
    return this.loaded.promise;
  }

  async isFresh(): Promise<boolean> {
    return !this.isSpent;
  }

  async assign({ flowRunId }: Job): Promise<LaunchedJob> {
    this.jobs.push(flowRunId);
    this.#end = Promise.withResolvers<JobEnd>();
    return { identifier: "1", isWarm: true, ended: this.#end.promise, end: () => Promise.resolve() };
  }

  offer({ flowRunId }: Job): OfferedJob {
    this.jobs.push(flowRunId);
    this.#end = Promise.withResolvers<JobEnd>();
    const launched = { identifier: "1", isWarm: true, ended: this.#end.promise, end: () => Promise.resolve() };
    return { launched, taken: Promise.resolve(1) };
  }

  async retire(): Promise<void> {
    this.isRetired = true;
  }

  finishRun(): void {
    this.#end.resolve(done);
  }
}

let started: FakeRunner[] = [];
let runners: WarmRunners;
beforeEach(() => {
  vi.useFakeTimers();
  started = [];
  runners = new WarmRunners(async () => {
    const runner = new FakeRunner();
    started.push(runner);
    return runner;
  });
});
afterEach(() => {
  vi.useRealTimers();
});

function ask(flowRunId: string): Promise<LaunchedJob | null> {
  return runners.launch(key, { flowRunId } as Job);
}

test("no more than two are being started, however many wait and however long that takes", async () => {
  for (let run = 0; run < 50; run += 1) void ask(`r${run}`);
  await vi.advanceTimersByTimeAsync(50_000);
  expect(started).toHaveLength(2);
});

test("one run starts one", async () => {
  void ask("a");
  await vi.advanceTimersByTimeAsync(50_000);
  expect(started).toHaveLength(1);
});

test("quick runs follow each other in those that are there", async () => {
  const asked = ["a", "b", "c", "d", "e", "f"].map(ask);
  await vi.advanceTimersByTimeAsync(10);
  for (const runner of started) runner.loaded.resolve(true);
  for (let round = 0; round < 6; round += 1) {
    await vi.advanceTimersByTimeAsync(10);
    for (const runner of started) runner.finishRun();
  }
  await Promise.all(asked);
  expect(started.flatMap(({ jobs }) => jobs).toSorted()).toEqual(["a", "b", "c", "d", "e", "f"]);
  expect(started).toHaveLength(2);
});

test("runs that wait behind slow ones get another, one after the other", async () => {
  for (const run of ["a", "b", "c", "d", "e", "f", "g", "h"]) void ask(run);
  await vi.advanceTimersByTimeAsync(10);
  const counts: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    for (const runner of started) runner.loaded.resolve(true);
    await vi.advanceTimersByTimeAsync(400);
    counts.push(started.length);
  }
  expect(counts.every((count, index) => index === 0 || count - (counts[index - 1] ?? 0) === 1)).toBe(true);
});

test("what cannot be loaded is not tried again at once: runs get processes of their own", async () => {
  const asked = ask("a");
  await vi.advanceTimersByTimeAsync(10);
  started[0]?.loaded.resolve(false);
  expect(await asked).toBeNull();
  expect(await ask("b")).toBeNull();
  expect(started).toHaveLength(1);
});

test("a run is offered to one that has nothing to do, and to no other", async () => {
  const offer = (flowRunId: string) => runners.offer(key, { flowRunId } as Job, {} as RunOffer);
  expect([runners.waitsFor("d"), await offer("a")]).toEqual([false, null]);
  const asked = ask("b");
  await vi.advanceTimersByTimeAsync(10);
  started[0]?.loaded.resolve(true);
  await asked;
  expect([runners.waitsFor("d"), await offer("c")]).toEqual([false, null]);
  started[0]?.finishRun();
  await vi.advanceTimersByTimeAsync(10);
  expect([runners.waitsFor("d"), runners.waitsFor("e")]).toEqual([true, false]);
  const offered = await offer("d");
  expect(await offered?.taken).toBe(1);
  expect([runners.waitsFor("d"), await offer("e")]).toEqual([false, null]);
  started[0]?.finishRun();
  await vi.advanceTimersByTimeAsync(10);
  expect(runners.waitsFor("d")).toBe(true);
  expect(started.map(({ jobs }) => jobs)).toEqual([["b", "d"]]);
});

test("one that nobody needs for a minute leaves, as all do at the end", async () => {
  const asked = ask("a");
  await vi.advanceTimersByTimeAsync(10);
  started[0]?.loaded.resolve(true);
  await asked;
  started[0]?.finishRun();
  await vi.advanceTimersByTimeAsync(61_000);
  expect(started[0]?.isRetired).toBe(true);
  const last = ask("b");
  await vi.advanceTimersByTimeAsync(10);
  started[1]?.loaded.resolve(true);
  await last;
  started[1]?.finishRun();
  await vi.advanceTimersByTimeAsync(10);
  await runners.close();
  expect(started[1]?.isRetired).toBe(true);
});
