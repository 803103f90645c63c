import { randomUUID } from "node:crypto";
import { rerunFlowRun } from "@tutti/client/reruns";
import { expect, test } from "vitest";
import { flow } from "../src/flow.ts";
import { Cancelled, Completed } from "../src/returned-state.ts";
import { runtime } from "../src/runtime.ts";
import { task } from "../src/task.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

let calls: string[] = [];

const load = task(async function load(rows: number) {
  calls.push(`load ${rows}`);
  return { rows };
});
const clean = task(async function clean(data: { rows: number }) {
  calls.push(`clean ${data.rows}`);
  if (data.rows === 13) throw new RangeError("unlucky");
  return data.rows * 2;
});
const train = task(async function train(count: number, depth: number) {
  calls.push(`train ${count} ${depth}`);
  return `${count} ${depth}`;
});

const pipeline = flow(async function pipeline({ rows, depth }: { rows: number; depth: number }) {
  const data = await load(rows);
  const count = await clean(data).catch(() => 0);
  return { id: runtime.flowRun?.id ?? "", result: await train(count, depth) };
});

/** A run that has ended, and what another one made of it comes to. */
async function rerun(parameters: { rows: number; depth: number }, from: string | null, changed = {}) {
  const { id } = await pipeline(parameters);
  const steps = await records.taskRuns(id);
  calls = [];
  const step = steps.find(({ name }) => name === from)?.id ?? null;
  const made = await rerunFlowRun(records.api, id, { from: step, parameters: changed, idempotency_key: randomUUID() });
  const { result } = await pipeline.resume(made.id);
  return { source: id, made, result };
}

test("a run from the beginning repeats every step, with its parameters, as another run", async () => {
  const { source, made, result } = await rerun({ rows: 3, depth: 1 }, null);
  expect(result).toBe("6 1");
  expect(calls).toEqual(["load 3", "clean 3", "train 6 1"]);
  expect(made).toMatchObject({ parameters: { rows: 3, depth: 1 }, labels: { "tutti.rerun-of": source } });
  expect(made.id).not.toBe(source);
});

test("from a step on, what had ended before it is given back: failures too", async () => {
  const { source, made, result } = await rerun({ rows: 13, depth: 1 }, "train-0", { depth: 8 });
  expect(result).toBe("0 8");
  expect(calls).toEqual(["train 0 8"]);
  expect(made.labels).toMatchObject({ "tutti.rerun-of": source, "tutti.rerun-from": "train-0" });
  expect(await records.tasks(made.id)).toEqual(["clean-0: Failed ×1", "load-0: Completed ×1", "train-0: Completed ×1"]);
  const [before, after] = [await records.taskRuns(source), await records.taskRuns(made.id)];
  const inputOf = (runs: typeof before) => runs.find(({ name }) => name === "clean-0")?.task_inputs["data"];
  const load0 = (runs: typeof before) => runs.find(({ name }) => name === "load-0")?.id;
  expect(inputOf(before)).toEqual([{ input_type: "task_run", id: load0(before) }]);
  expect(inputOf(after)).toEqual([{ input_type: "task_run", id: load0(after) }]);
});

test("from a step on, steps that ended by a state of their own are given back in it", async () => {
  const ended: string[] = [];
  const end = task(function end(name: string) {
    ended.push(name);
    return name === "Stopped" ? Cancelled({ name, message: "enough" }) : Completed({ name, data: name });
  });
  const last = task(function last(id: string) {
    return id;
  });
  const ends = flow(async function ends() {
    const states = [await end.state("Skipped"), await end.state("Stopped")];
    return { id: await last(runtime.flowRun?.id ?? ""), seen: states.map(({ name, message }) => [name, message]) };
  });
  const { id, seen } = await ends();
  const from = (await records.taskRuns(id)).find(({ name }) => name === "last-0")?.id ?? null;
  const made = await rerunFlowRun(records.api, id, { from, parameters: {}, idempotency_key: randomUUID() });
  expect(await ends.resume(made.id)).toEqual({ id: made.id, seen });
  expect([ended, seen]).toEqual([
    ["Skipped", "Stopped"],
    [
      ["Skipped", null],
      ["Stopped", "enough"],
    ],
  ]);
});

test("a step that other parameters call with other inputs runs, wherever it stands", async () => {
  const { result } = await rerun({ rows: 3, depth: 1 }, "train-0", { rows: 4 });
  expect(result).toBe("8 1");
  expect(calls).toEqual(["load 4", "clean 4", "train 8 1"]);
});

test("a run that has not ended, a step of another run, and a run that is not there are refused", async () => {
  const { id } = await pipeline({ rows: 1, depth: 1 });
  const [step] = await records.taskRuns((await pipeline({ rows: 2, depth: 1 })).id);
  await expect(rerunFlowRun(records.api, id, { from: step?.id })).rejects.toMatchObject({ status: 404 });
  await expect(rerunFlowRun(records.api, randomUUID(), {})).rejects.toMatchObject({ status: 404 });
  const endless = flow({ name: "endless" }, async () => {
    const own = runtime.flowRun?.id ?? "";
    return rerunFlowRun(records.api, own, {}).catch((error: unknown) => Object(error).status as number);
  });
  expect(await endless()).toBe(409);
});
