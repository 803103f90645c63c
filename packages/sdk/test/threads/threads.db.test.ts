import { availableParallelism } from "node:os";
import { threadId } from "node:worker_threads";
import { expect, test } from "vitest";
import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import type { State } from "../../src/state.ts";
import { useServer } from "../support/server.ts";
import {
  callsTask,
  compileCache,
  ends,
  endsIn,
  failsOnce,
  givesFunction,
  hiddenState,
  leavesBehind,
  meet,
  spins,
  tell,
  whereIs,
} from "../support/thread-tasks.ts";

const records = useServer();

test("a task with runner thread runs on another thread, with what it is given and what it gives copied", async () => {
  const value = new Map([["then", new Date(0)]]);
  const got = await flow({ name: "on-thread" }, () => whereIs(value))();
  expect(got).toEqual({ threadId: expect.any(Number), value, name: "where-is", parameters: { value } });
  expect(got.threadId).not.toBe(threadId);
});

test("what threads import is compiled once for all of them", async () => {
  expect(await compileCache()).toBeTypeOf("string");
});

test("mapped calls run side by side, as many as there are cores, and the event loop goes on", async () => {
  const cores = Math.max(2, availableParallelism());
  const run = flow({ name: "side-by-side" }, async () => {
    const inside = new Int32Array(new SharedArrayBuffer(4));
    const futures = Array.from({ length: cores }, () =>
      meet.withOptions({ key: crypto.randomUUID() }).submit(inside, cores),
    );
    return Promise.all(futures);
  });
  expect(new Set(await run()).size).toBe(cores);
});

test("what it logs and prints is in the task's log", async () => {
  process.env.TUTTI_LOGGING_LEVEL = "INFO";
  const id = await flow({ name: "tells" }, async () => {
    await tell("this");
    return runtime.flowRun?.id ?? "";
  })();
  process.env.TUTTI_LOGGING_LEVEL = "CRITICAL";
  expect(await records.messages(id)).toEqual(expect.arrayContaining(["printed this", "logged this"]));
});

test("what it throws is its failure, and it is tried again", async () => {
  const id = await flow({ name: "tries" }, async () => {
    expect(await failsOnce()).toBeGreaterThan(1);
    return runtime.flowRun?.id ?? "";
  })();
  expect(await records.tasks(id)).toEqual(["fails-once-0: Completed ×2"]);
});

test("a state that it returns there is the one it ends in", async () => {
  const run = flow({ name: "ends-there" }, async () => {
    const kinds = ["completed", "failed", "rejected", "several"] as const;
    const states = await Promise.all(kinds.map((kind) => endsIn.state(kind)));
    const seen = states.map(({ name, message, error }) => [name, message, error?.name, error?.message]);
    return { seen, given: states[0]?.result() };
  });
  const { seen, given } = await run();
  expect(seen).toEqual([
    ["Skipped", "nothing to do", undefined, undefined],
    ["Failed", "no rows", "FailedRun", "no rows"],
    ["Rejected", "RangeError: row 7", "RangeError", "row 7"],
    ["Failed", "1/2 states failed.", "FailedRun", "no rows"],
  ]);
  expect(given).toEqual(new Map([[expect.any(Number), "completed"]]));
});

test("one that computes past its time is ended with its thread, and the next gets another", async () => {
  const { state } = await flow({ name: "spins" }, async () => ({ state: await spins.state() }))();
  expect([state.name, state.error?.message]).toEqual([
    "TimedOut",
    expect.stringContaining("exceeded its limit of 0.5 s"),
  ]);
  expect((await whereIs(new Map())).threadId).not.toBe(threadId);
});

test.each([
  ["ends its thread", () => ends.state(), "The task's thread ended with exit code 7"],
  ["gives what cannot be copied", () => givesFunction.state(), "could not be cloned"],
  ["calls a task", () => callsTask.state(), '"inner" is called by a task that runs there'],
  ["is not exported", hiddenState, "does not export the task hidden, which is to run on a thread"],
])("one that %s fails, and says why", async (_what, call, message) => {
  const { state } = await flow({ name: "fails" }, async () => ({ state: (await call()) as State }))();
  expect(state.error?.message).toContain(message);
});

test.each(["exit", "throw"] as const)("a thread that ends while it is idle (%s) harms nobody", async (ending) => {
  const done = new Int32Array(new SharedArrayBuffer(4));
  const gone = await leavesBehind(ending, done);
  await Atomics.waitAsync(done, 0, 0).value;
  const threads = [];
  for (let call = 0; call < 2 * availableParallelism(); call++) threads.push((await whereIs(new Map())).threadId);
  expect(threads).not.toContain(gone);
});
