import { expect, test } from "vitest";
import { artifact } from "../src/artifact.ts";
import { flow } from "../src/flow.ts";
import { runtime } from "../src/runtime.ts";
import { useServer } from "./support/server.ts";

useServer();

test("artifacts of one key are versions of one thing, the newest first", async () => {
  const reporting = flow(async function reporting() {
    for (const rmse of [3, 2, 1])
      await artifact.table({ key: "model", table: { rmse: [rmse] }, description: `${rmse}` });
    return runtime.flowRun?.id;
  });
  const flowRunId = await reporting();
  const version = {
    id: expect.any(String),
    key: "model",
    type: "table",
    createdAt: expect.any(Date),
    flowRunId,
    taskRunId: null,
  };
  const versions = [1, 2, 3].map((rmse) => ({ ...version, data: { rmse: [rmse] }, description: `${rmse}` }));
  expect(await artifact.history("model")).toEqual(versions);
  expect(await artifact.history("model", 2)).toEqual(versions.slice(0, 2));
  expect(await artifact.get("model")).toEqual(versions[0]);
  expect(await artifact.get("no-model")).toBeUndefined();
});

test("a progress bar moves while the work goes on, by who made it and by its id", async () => {
  const progress = await artifact.progress({ key: "training", progress: 0, description: "begins" });
  const seen = async () => {
    const { data, description } = (await artifact.get("training")) ?? {};
    return [data, description];
  };
  const moves = [await seen()];
  await progress.update(33.4);
  moves.push(await seen());
  await artifact.updateProgress(progress.id, 99.5, { description: "nearly there" });
  moves.push(await seen());
  await progress.update(100 + 1e-9);
  moves.push(await seen());
  expect(moves).toEqual([
    [0, "begins"],
    [33.4, "begins"],
    [99.5, "nearly there"],
    [100, "nearly there"],
  ]);
  await expect(progress.update(Number.NaN)).rejects.toThrow(new RangeError("NaN is no percentage"));
  expect(await artifact.history("training")).toHaveLength(1);
});

test.each([
  ["markdown", ["# hi", { key: "k" }], '{ markdown: "…", key: "…" }'],
  ["table", [[{ a: 1 }], { key: "k" }], '{ table: …, key: "…" }'],
  ["link", [{ key: "k", url: "https://x" }], '{ link: "…", key: "…" }'],
  ["image", ["https://x"], '{ imageUrl: "…", key: "…" }'],
  ["progress", [], '{ progress: …, key: "…" }'],
] as const)(
  "artifact.%s of what only JavaScript gives makes nothing, and says how it is called",
  async (method, given, form) => {
    const refusal = `artifact.${method} takes one object: artifact.${method}(${form})`;
    await expect(Reflect.apply(artifact[method], artifact, given)).rejects.toThrow(new TypeError(refusal));
  },
);

test.each([
  ["a number that is none becomes null", [{ a: Number.NaN }], [{ a: null }]],
  ["columns", { a: [1], b: ["x"] }, { a: [1], b: ["x"] }],
  ["rows as lists", [["a"], [1]], [["a"], [1]]],
])("a table: %s", async (_what, table, expected) => {
  await artifact.table({ key: "table", table });
  expect((await artifact.get("table"))?.data).toEqual(expected);
});

test("a type of one's own", async () => {
  await artifact.create({ type: "matrix", key: "confusion", data: { rows: [[1n]] } });
  expect(await artifact.get("confusion")).toMatchObject({ type: "matrix", data: { rows: [[1]] } });
});

test("a key that the server refuses is an error of the caller", async () => {
  await expect(artifact.markdown({ key: "Not A Key", markdown: "" })).rejects.toMatchObject({ status: 422 });
});
