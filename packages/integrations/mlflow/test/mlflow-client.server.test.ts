import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { all, TrackingForTests } from "./support/tracking.ts";

const tracking = new TrackingForTests();

test("an experiment is made once, found by name, searched, tagged, renamed, deleted and restored", async () => {
  const { experiments } = tracking.client;
  const id = await experiments.ensure("trips", { tags: { team: "a" } });
  expect(await experiments.ensure("trips")).toBe(id);
  expect(await experiments.getByName("nowhere")).toBe(null);
  await experiments.setTag(id, "month", "2021-01");
  await experiments.rename(id, "taxi trips");
  const expected = {
    experimentId: id,
    name: "taxi trips",
    artifactLocation: `mlflow-artifacts:/${id}`,
    lifecycleStage: "active",
    createdAt: expect.any(Date),
    updatedAt: expect.any(Date),
    tags: { team: "a", month: "2021-01" },
  };
  expect(await experiments.get(id)).toEqual(expected);
  expect((await all(experiments.search({ filter: "tags.team = 'a'" }))).map(({ name }) => name)).toEqual([
    "taxi trips",
  ]);
  await experiments.delete(id);
  expect((await all(experiments.search({ viewType: "DELETED_ONLY" }))).map(({ name }) => name)).toEqual(["taxi trips"]);
  await experiments.restore(id);
  await expect(experiments.create("taxi trips")).rejects.toMatchObject({
    status: 400,
    errorCode: "RESOURCE_ALREADY_EXISTS",
    message: expect.not.stringContaining("INSERT INTO"),
  });
});

test("a run has parameters, tags and metrics with steps, which MLflow's own client reads", async () => {
  const { experiments, runs } = tracking.client;
  const experimentId = await experiments.ensure("runs");
  const { runId } = await runs.create({ experimentId, runName: "first", tags: { month: "2021-01" } });
  const metrics = [3, 2, Number.NaN].map((value, step) => ({ key: "rmse", value, step, at: new Date(1000 + step) }));
  await runs.logBatch(runId, { params: { depth: "30" }, tags: { kind: "gbm" }, metrics });
  await runs.setTag(runId, "gone", "soon");
  await runs.deleteTag(runId, "gone");
  await runs.update(runId, { status: "FINISHED", endedAt: new Date(5000) });
  expect(await all(runs.metricHistory(runId, "rmse"))).toEqual(metrics);
  expect(await runs.get(runId)).toMatchObject({
    runName: "first",
    status: "FINISHED",
    endedAt: new Date(5000),
    metrics: { rmse: Number.NaN },
    params: { depth: "30" },
    tags: { month: "2021-01", kind: "gbm", "mlflow.runName": "first" },
  });
  const read = `
from mlflow import MlflowClient
client = MlflowClient()
run = client.get_run("${runId}")
history = [(m.step, repr(m.value)) for m in client.get_metric_history("${runId}", "rmse")]
print(json.dumps([run.info.run_name, run.info.status, run.data.params, run.data.tags["month"], history]))`;
  expect(await tracking.server.python(read)).toEqual([
    "first",
    "FINISHED",
    { depth: "30" },
    "2021-01",
    ["3.0", "2.0", "nan"].map((value, step) => [step, value]),
  ]);
});

test("more than fits into a request is logged in several, and found by search, page by page", async () => {
  const { experiments, runs } = tracking.client;
  const experimentId = await experiments.ensure("many");
  const ids: string[] = [];
  for (const depth of [1, 2, 3]) {
    const { runId } = await runs.create({ experimentId });
    const params = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`p${index}`, String(index)]));
    const steps = Array.from({ length: 1100 }, (_, step) => step);
    await runs.logBatch(runId, {
      params,
      metrics: steps.map((step) => ({ key: "m", value: depth, step, at: new Date(1) })),
    });
    ids.push(runId);
  }
  const found = await all(runs.search({ experimentIds: [experimentId], orderBy: ["metrics.m DESC"], pageSize: 1 }));
  expect(found.map(({ runId }) => runId)).toEqual(ids.toReversed());
  expect(Object.keys(found[0]?.params ?? {})).toHaveLength(150);
  expect(await all(runs.metricHistory(ids[0] ?? "", "m"))).toHaveLength(1100);
  const [best] = await all(runs.search({ experimentIds: [experimentId], filter: "metrics.m < 2" }));
  expect(best?.runId).toBe(ids[0]);
  await runs.delete(ids[1] ?? "");
  expect(await all(runs.search({ experimentIds: [experimentId] }))).toHaveLength(2);
  await runs.restore(ids[1] ?? "");
  expect((await runs.get(ids[1] ?? "")).lifecycleStage).toBe("active");
});

test("files and folders go up and down, with odd names, and MLflow's own client reads the same bytes", async () => {
  const { experiments, runs, artifacts } = tracking.client;
  const { runId } = await runs.create({ experimentId: await experiments.ensure("files") });
  const from = join(tracking.folder, "model");
  await mkdir(join(from, "deep folder"), { recursive: true });
  await writeFile(join(from, "model.ubj"), Buffer.from([0, 255, 1]));
  await writeFile(join(from, "deep folder", "größe + 1%.txt"), "12");
  await writeFile(join(from, "empty"), "");
  expect(await artifacts.uploadFolder(runId, from, "model")).toEqual([
    "model/deep folder/größe + 1%.txt",
    "model/empty",
    "model/model.ubj",
  ]);
  expect(await artifacts.uploadFile(runId, join(from, "model.ubj"))).toBe("model.ubj");
  expect(await artifacts.list(runId)).toEqual([
    { path: "model", isFolder: true, size: null },
    { path: "model.ubj", isFolder: false, size: 3 },
  ]);
  const to = join(tracking.folder, "down");
  expect(await artifacts.download(runId, "model", to)).toBe(join(to, "model"));
  expect(await readFile(join(to, "model/deep folder/größe + 1%.txt"), "utf8")).toBe("12");
  expect(await readFile(join(to, "model/empty"), "utf8")).toBe("");
  expect(await artifacts.download(runId, "model.ubj", to)).toBe(join(to, "model.ubj"));
  await expect(artifacts.read(runId, "nothing.txt")).rejects.toMatchObject({ code: "missing_file" });
  const nothing = join(from, "nothing.txt");
  await expect(artifacts.uploadFile(runId, nothing)).rejects.toMatchObject({ code: "missing_file", detail: nothing });
  for (const path of ["../../x", "model/../../x"]) {
    await expect(artifacts.write(runId, path, "x")).rejects.toMatchObject({ code: "invalid_path" });
  }
  const read = `
import mlflow, pathlib
path = pathlib.Path(mlflow.artifacts.download_artifacts(run_id="${runId}", artifact_path="model"))
files = sorted(file for file in path.rglob("*") if file.is_file())
print(json.dumps([[file.relative_to(path).as_posix(), list(file.read_bytes())] for file in files]))`;
  expect(await tracking.server.python(read)).toEqual([
    ["deep folder/größe + 1%.txt", [49, 50]],
    ["empty", []],
    ["model.ubj", [0, 255, 1]],
  ]);
});

test("a model is registered, versioned, staged, named by aliases, and deleted", async () => {
  const { experiments, runs, artifacts, models, modelVersions } = tracking.client;
  const { runId, artifactUri } = await runs.create({ experimentId: await experiments.ensure("models") });
  await artifacts.write(runId, "model/model.ubj", "trees");
  const model = await models.create("taxi", { description: "durations", tags: { team: "a" } });
  expect(model).toMatchObject({ name: "taxi", description: "durations", tags: { team: "a" }, aliases: {} });
  const source = `${artifactUri}/model`;
  expect(await modelVersions.create("taxi", { source, runId, tags: { month: "1" } })).toMatchObject({
    name: "taxi",
    version: "1",
    source,
    runId,
    status: "READY",
    stage: "None",
    tags: { month: "1" },
  });
  await modelVersions.create("taxi", { source, runId });
  await models.setAlias("taxi", "champion", "2");
  await modelVersions.describe("taxi", "2", "the better one");
  await modelVersions.setTag("taxi", "2", "checked", "yes");
  expect(await models.versionByAlias("taxi", "champion")).toMatchObject({
    version: "2",
    description: "the better one",
    aliases: ["champion"],
    tags: { checked: "yes" },
  });
  await modelVersions.deleteTag("taxi", "2", "checked");
  expect(await modelVersions.moveToStage("taxi", "1", "Production")).toMatchObject({ stage: "Production" });
  const read = `
import mlflow, pathlib
path = mlflow.artifacts.download_artifacts("models:/taxi@champion")
print(json.dumps(pathlib.Path(path, "model.ubj").read_text()))`;
  expect(await tracking.server.python(read)).toBe("trees");
  expect(await modelVersions.downloadUri("taxi", "1")).toBe(source);
  await models.deleteAlias("taxi", "champion");
  await models.describe("taxi", "durations of trips");
  await models.setTag("taxi", "kind", "gbm");
  await models.deleteTag("taxi", "team");
  await models.rename("taxi", "taxi-duration");
  expect(await all(models.search({ filter: "name LIKE 'taxi%'", orderBy: ["name ASC"] }))).toEqual([
    await models.get("taxi-duration"),
  ]);
  expect(await models.get("taxi-duration")).toMatchObject({ tags: { kind: "gbm" }, description: "durations of trips" });
  await modelVersions.delete("taxi-duration", "1");
  const versions = await all(modelVersions.search({ filter: "name = 'taxi-duration'" }));
  expect(versions.map(({ version }) => version)).toEqual(["2"]);
  expect(await modelVersions.get("taxi-duration", "2")).toEqual(versions[0]);
  await models.delete("taxi-duration");
  await expect(models.get("taxi-duration")).rejects.toMatchObject({
    status: 404,
    errorCode: "RESOURCE_DOES_NOT_EXIST",
  });
});
