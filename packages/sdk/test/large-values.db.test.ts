import { expect, test } from "vitest";
import { flow } from "../src/flow.ts";
import { runtime } from "../src/runtime.ts";
import { task } from "../src/task.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

const large = "x".repeat(3_000_000);

test("an error with megabytes of message ends task and flow Failed, and reaches the caller whole", async () => {
  const ids: string[] = [];
  const failing = task(async function failing() {
    throw new RangeError(large);
  });
  const failed = flow(async function failed() {
    ids.push(runtime.flowRun?.id ?? "");
    await failing();
  });
  const state = await failed.state();
  expect(state.error).toMatchObject({ name: "RangeError", message: large });
  const [id = ""] = ids;
  expect([(await records.flowRun(id)).state_name, await records.tasks(id)]).toEqual([
    "Failed",
    ["failing-0: Failed ×1"],
  ]);
});

test("a subflow gets parameters of any size; its record describes those it cannot keep", async () => {
  const nested = flow(async function nested({ rows, text, month }: { rows: number[]; text: string; month: number }) {
    return [runtime.flowRun?.id ?? "", rows.length + text.length + month] as const;
  });
  const parent = flow(async function parent() {
    return nested({ rows: Array.from({ length: 200_000 }, (_, row) => row), text: large, month: 1 });
  });
  const [id, sum] = await parent();
  expect(sum).toBe(3_200_001);
  expect((await records.flowRun(id)).parameters).toEqual({
    rows: "<a list of 200,000 items>",
    text: "<a text of 3,000,000 characters>",
    month: 1,
  });
});

test("a run of its own refuses parameters that its record could not give back", async () => {
  const reading = flow(async function reading({ text }: { text: string }) {
    return text.length;
  });
  await expect(reading({ text: large })).rejects.toMatchObject({
    code: "invalid_parameters",
    detail: expect.stringContaining("3,000,011 bytes as JSON, and a run keeps 524,288"),
  });
});
