import { expect, test } from "vitest";
import { setFlowRunState } from "@tutti/client/flow-runs";
import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";
import { sleep } from "../../src/waiting/sleep.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

const inners: string[] = [];

const inner = flow(async function inner() {
  inners.push(runtime.flowRun?.id ?? "");
  await sleep(3600);
});

test("a subflow ends with the time limit of the task that called it, and so can the run", async () => {
  inners.length = 0;
  const seen: { id?: string } = {};
  const limited = task({ timeoutSeconds: 0.5, retries: 1 }, async function limited() {
    await inner();
  });
  const around = flow(async function around() {
    seen.id = runtime.flowRun?.id ?? "";
    await limited();
  });
  await expect(around()).rejects.toThrow("the task run exceeded its limit of 0.5 s");
  const message = "The run was stopped: the task around it exceeded its time limit";
  for (const id of inners) {
    expect(await records.flowRun(id)).toMatchObject({ state_name: "Crashed", state: { message } });
  }
  expect(await records.tasks(seen.id ?? "")).toEqual([
    "inner-0: Crashed ×1",
    "inner-1: Crashed ×1",
    "limited-0: TimedOut ×2",
  ]);
});

test("a subflow that a task called is cancelled with the run around both", async () => {
  inners.length = 0;
  const seen: { id?: string } = {};
  const calls = task(async function calls() {
    await inner();
  });
  const outer = flow(async function outer() {
    seen.id = runtime.flowRun?.id ?? "";
    await calls();
  });
  const ended = outer.state();
  await expect.poll(() => inners.length).toBe(1);
  await setFlowRunState(records.api, seen.id ?? "", { state: { type: "CANCELLING" } });
  expect(await ended).toMatchObject({ type: "CANCELLED" });
  expect(await records.flowRun(inners[0] ?? "")).toMatchObject({ state_name: "Cancelled" });
});
