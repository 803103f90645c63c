import { addFlowRunLabels } from "@tutti/client/flow-runs";
import { ACCEPTED_VERSION_LABEL } from "@tutti/core/run-origin";
import { expect, test } from "vitest";
import { flow } from "../src/flow.ts";
import { runtime } from "../src/runtime.ts";
import { task } from "../src/task.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

let calls: number[] = [];

const load = task(async function load(row: number) {
  calls.push(row);
  return row;
});

/** A run of one version that fails after its steps; another version can go on with it. */
async function failedRun(): Promise<string> {
  calls = [];
  let id = "";
  const before = flow({ name: "changing", version: "1" }, async () => {
    id = runtime.flowRun?.id ?? "";
    await load(1);
    await load(2);
    throw new Error("stop here");
  });
  await before.state();
  return id;
}

const after = flow({ name: "changing", version: "2" }, async () => [await load(1), await load(20)]);

test("a step that the changed code calls otherwise is refused, and the error names it and both versions", async () => {
  const id = await failedRun();
  await expect(after.resume(id)).rejects.toMatchObject({
    code: "code_changed",
    detail: expect.stringMatching(/"load".*1 committed.*version 1 began it, 2 goes on/),
  });
  expect(calls).toEqual([1, 2]);
});

test("what was refused is refused again, until somebody accepts it for the version that began the run", async () => {
  const id = await failedRun();
  await expect(after.resume(id)).rejects.toMatchObject({ code: "code_changed" });
  await addFlowRunLabels(records.api, id, { [ACCEPTED_VERSION_LABEL]: "0" });
  await expect(after.resume(id)).rejects.toMatchObject({ code: "code_changed" });
  await addFlowRunLabels(records.api, id, { [ACCEPTED_VERSION_LABEL]: "1" });
  await expect(after.resume(id)).resolves.toEqual([1, 20]);
  expect(calls).toEqual([1, 2, 20]);
});

test("accepted, it runs as a new step; the others are given back", async () => {
  const id = await failedRun();
  await expect(after.resume(id, { changedCode: "accept" })).resolves.toEqual([1, 20]);
  expect(calls).toEqual([1, 2, 20]);
});

test("rerun, every step runs anew", async () => {
  const id = await failedRun();
  await expect(after.resume(id, { changedCode: "rerun" })).resolves.toEqual([1, 20]);
  expect(calls).toEqual([1, 2, 1, 20]);
});

test("changed code that asks for the same steps goes on as before", async () => {
  const id = await failedRun();
  const same = flow({ name: "changing", version: "3" }, async () => [await load(1), await load(2)]);
  await expect(same.resume(id)).resolves.toEqual([1, 2]);
  expect(calls).toEqual([1, 2]);
});

test("a run of another flow is refused by name", async () => {
  const id = await failedRun();
  const other = flow(async function otherFlow() {});
  await expect(other.resume(id)).rejects.toMatchObject({
    code: "invalid_setting",
    detail: `run ${id} is of the flow "changing", not "other-flow"`,
  });
});
