import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deleteFlowRun } from "@tutti/client/flow-runs";
import { filterTaskRuns } from "@tutti/client/task-runs";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import type { BackgroundRun } from "../../src/background/background-run.ts";
import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";
import { greet, refuse, skip, stuck } from "../support/delayed-tasks.ts";
import { Program } from "../support/program.ts";
import { useServer } from "../support/server.ts";

const records = useServer();
const folder = mkdtempSync(join(tmpdir(), "tutti-background-"));
const workers: Program[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) {
    worker.send("SIGKILL");
    await worker.ended();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function serving(): Program {
  const worker = new Program("serves-tasks", [], records.env);
  workers.push(worker);
  return worker;
}

const LIMIT = { timeoutSeconds: 200 };

test("a delayed task is executed by whoever serves it, and its result comes back", async () => {
  const early = await greet.delay("Ada", { polite: true });
  const pid = await serving().said("pid");
  const late = await greet.delay("Bob", { polite: false });
  expect([await early.result(LIMIT), await late.result(LIMIT)]).toEqual([
    `Good day Ada from ${pid}`,
    `Hi Bob from ${pid}`,
  ]);
  expect(await records.taskStates(early.taskRunId)).toEqual(["Scheduled", "Pending", "Running", "Completed"]);
});

test("what it throws comes back too, after its retries", async () => {
  serving();
  const run = await refuse.delay("no");
  const state = await run.state(LIMIT);
  expect([state.name, state.error?.name, state.error?.message]).toEqual(["Failed", "RangeError", "no"]);
  expect((await filterTaskRuns(records.api, { task_runs: { id: { any_: [run.taskRunId] } } }))[0]?.run_count).toBe(2);
});

test("a state that it returns is the one that comes back", async () => {
  serving();
  const states = await Promise.all(["Ada", ""].map(async (name) => (await skip.delay(name)).state(LIMIT)));
  expect(states.map(({ type, name, message, error }) => [type, name, message, error?.name, error?.message])).toEqual([
    ["COMPLETED", "Skipped", null, undefined, undefined],
    ["CANCELLED", "Cancelled", "nobody to greet", "CancelledRun", "nobody to greet"],
  ]);
  expect(states[0]?.result()).toBe("Ada");
});

test("arguments that the task does not take are its failure, in words", async () => {
  serving();
  const renamed = task({ name: "greet" }, async function renamed(whom: string) {
    return whom;
  });
  const state = await (await renamed.delay("Ada")).state(LIMIT);
  expect(state.error?.message).toBe("greet takes no argument whom: it takes name, arg1");
});

test("a flow that is executed again delays the same task once", async () => {
  const pid = await serving().said("pid");
  const runs: BackgroundRun<string>[] = [];
  const delays = flow({ name: "delays", retries: 1 }, async () => {
    runs.push(await greet.delay("Eve", { polite: true }));
    if (runs.length === 1) throw new Error("again");
    return { id: runtime.flowRun?.id ?? "", greeting: await runs[0]?.result(LIMIT) };
  });
  const { id, greeting } = await delays();
  expect([greeting, new Set(runs.map((run) => run.taskRunId)).size]).toEqual([`Good day Eve from ${pid}`, 1]);
  expect(await records.tasks(id)).toEqual(["greet-0: Completed ×1"]);
});

test("a task whose worker is killed is executed by another, once that is known", async () => {
  const killed = serving();
  const run = await stuck.delay("Mallory", join(folder, "mallory"));
  await killed.said("begun Mallory");
  killed.send("SIGKILL");
  await killed.ended();
  const heir = serving();
  await heir.said("begun Mallory");
  writeFileSync(join(folder, "mallory"), "");
  expect(await run.result(LIMIT)).toBe("Mallory is through");
  const names = ["Scheduled", "Pending", "Running", "AwaitingRetry", "Pending", "Running", "Completed"];
  expect(await records.taskStates(run.taskRunId)).toEqual(names);
});

test("a worker that is told to stop ends what it has begun, and takes no more", async () => {
  const worker = serving();
  const begun = await stuck.delay("Trent", join(folder, "trent"));
  await worker.said("begun Trent");
  worker.send("SIGTERM");
  writeFileSync(join(folder, "trent"), "");
  await worker.said("served");
  expect(await worker.ended()).toEqual({ code: 0, signal: null });
  const left = await greet.delay("Nobody", { polite: true });
  expect(await begun.result(LIMIT)).toBe("Trent is through");
  await expect(left.state({ timeoutSeconds: 0 })).rejects.toMatchObject({ code: "timed_out" });
});

test("who waits for a task run that nobody takes is told so", async () => {
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const left = await greet.delay("Godot", { polite: true });
  await expect(left.state({ timeoutSeconds: 3.1 })).rejects.toMatchObject({ code: "timed_out" });
  const lines = said.mock.calls.map(([line]) => line);
  said.mockRestore();
  expect(lines).toEqual([
    expect.stringMatching(
      /^tutti: Waiting for the task run greet-\w+, which no process has taken yet\. To start one: /,
    ),
  ]);
});

test("a task run of which the end is refused harms no other of its worker", async () => {
  const worker = serving();
  const pid = await worker.said("pid");
  const delays = flow({ name: "is-deleted" }, async () => {
    const { taskRunId } = await stuck.delay("Oscar", join(folder, "oscar"));
    return { taskRunId, id: runtime.flowRun?.id ?? "" };
  });
  const { id } = await delays();
  await worker.said("begun Oscar");
  await deleteFlowRun(records.api, id);
  writeFileSync(join(folder, "oscar"), "");
  await expect.poll(() => worker.errors).toContain("goes to others");
  const next = await greet.delay("Ada", { polite: true });
  expect(await next.result(LIMIT)).toBe(`Good day Ada from ${pid}`);
});
