import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setFlowRunState } from "@tutti/client/flow-runs";
import { flow } from "@tutti/sdk/flow";
import { runtime } from "@tutti/sdk/runtime";
import { task } from "@tutti/sdk/task";
import { expect, test } from "vitest";
import { Program } from "../../../sdk/test/support/program.ts";
import { useServer } from "../../../sdk/test/support/server.ts";
import { MlflowServer } from "../src/mlflow-server.ts";
import { activeMlflowRun, trackRun } from "../src/track-run.ts";
import { all, TrackingForTests } from "./support/tracking.ts";

const tracking = new TrackingForTests();
const records = useServer();

test("a flow's run has its name, parameters and ids; tasks log to it; it is finished with the flow", async () => {
  const server = new MlflowServer({ trackingUri: tracking.server.url });
  const train = task({ name: "train" }, async () => {
    await activeMlflowRun()?.logMetricValues("rmse", [3, 2]);
    return runtime.taskRun?.id;
  });
  const training = flow({ name: "training", flowRunName: "jan" }, async (given: { month: string; rows?: number[] }) =>
    trackRun({ server, experiment: "flows", tags: { team: given.month } }, async (run) => {
      await train();
      await run.logParams({ depth: 30 });
      await run.logText("trees", "model/model.txt");
      const { version, aliases } = await run.registerModel("jan-model", "model", { aliases: ["champion"] });
      return { runId: run.runId, version, aliases, flowRunId: runtime.flowRun?.id };
    }),
  );
  const { runId, version, aliases, flowRunId } = await training({ month: "2021-01", rows: [1, 2] });
  expect([version, aliases]).toEqual(["1", ["champion"]]);
  expect(activeMlflowRun()).toBe(null);
  const record = await tracking.client.runs.get(runId);
  expect(record).toMatchObject({
    runName: "jan",
    status: "FINISHED",
    endedAt: expect.any(Date),
    params: { month: "2021-01", rows: "[1,2]", depth: "30" },
    metrics: { rmse: 2 },
    tags: {
      team: "2021-01",
      "mlflow.source.name": "training",
      "mlflow.source.type": "JOB",
      "tutti.flow_name": "training",
      "tutti.flow_run_name": "jan",
      "tutti.flow_run_id": flowRunId,
    },
  });
  expect(await tracking.client.models.versionByAlias("jan-model", "champion")).toMatchObject({ runId, version: "1" });
});

test("a run within another is nested, also one of a flow that the flow calls; each has its own parameters", async () => {
  const inner = flow({ name: "inner" }, async (_given: { fold: number }) =>
    trackRun({ runName: "inner" }, async (run) => run.runId),
  );
  const outer = flow({ name: "outer" }, async (_given: { folds: number }) =>
    trackRun({ server: tracking.client, experiment: "nested", runName: "outer" }, async (run) => {
      const own = await trackRun({ runName: "own" }, async (nested) => nested.runId);
      return [run.runId, own, await inner({ fold: 1 })];
    }),
  );
  const ids = await outer({ folds: 2 });
  const records = await Promise.all(ids.map((id) => tracking.client.runs.get(id)));
  expect(records.map(({ runName, params, tags }) => [runName, params, tags["mlflow.parentRunId"]])).toEqual([
    ["outer", { folds: "2" }, undefined],
    ["own", {}, ids[0]],
    ["inner", { fold: "1" }, ids[0]],
  ]);
  expect(new Set(records.map(({ experimentId }) => experimentId)).size).toBe(1);
});

test("a flow that fails has a failed run; its retry goes on with the same, and logs nothing twice", async () => {
  let attempts = 0;
  const statuses: string[] = [];
  const failing = flow({ name: "failing", retries: 1 }, async () =>
    trackRun({ server: tracking.client, experiment: "failures" }, async (run) => {
      statuses.push((await run.record()).status);
      await run.logMetric("once", 1);
      attempts += 1;
      if (attempts === 1) throw new RangeError("the first time");
      return run.runId;
    }),
  );
  const runId = await failing();
  expect(statuses).toEqual(["RUNNING", "RUNNING"]);
  expect(await all(tracking.client.runs.metricHistory(runId, "once"))).toHaveLength(1);
  expect((await tracking.client.runs.get(runId)).status).toBe("FINISHED");
  const fails = flow({ name: "fails" }, async () =>
    trackRun({ server: tracking.client, experiment: "failures", runName: "fails" }, async () => {
      throw new RangeError("always");
    }),
  );
  await expect(fails()).rejects.toThrow("always");
  const experimentId = await tracking.client.experiments.ensure("failures");
  const runs = await all(tracking.client.runs.search({ experimentIds: [experimentId] }));
  expect(runs.map(({ runName, status }) => [runName === "fails", status])).toEqual([
    [true, "FAILED"],
    [false, "FINISHED"],
  ]);
});

test("a run whose flow is cancelled is killed, though its body never ends", async () => {
  const opened = Promise.withResolvers<string>();
  const endless = flow({ name: "endless" }, async () =>
    trackRun({ server: tracking.client, experiment: "stops" }, async (run) => {
      opened.resolve(run.runId);
      const state = { type: "CANCELLING" as const, message: "not wanted any more" };
      await setFlowRunState(records.api, runtime.flowRun?.id ?? "", { state });
      return new Promise(() => undefined);
    }),
  );
  await expect(endless()).rejects.toThrow("cancelled");
  const runId = await opened.promise;
  const status = async () => (await tracking.client.runs.get(runId)).status;
  await expect.poll(status, { timeout: 100_000 }).toBe("KILLED");
});

test("a flow run whose process was killed goes on with the same run of MLflow", async () => {
  const go = join(tracking.folder, "go");
  const env = { ...records.env, MLFLOW_TRACKING_URI: tracking.server.url, GO: go };
  const program = (more: Record<string, string> = {}) =>
    new Program(new URL("programs/tracked.ts", import.meta.url), [], { ...env, ...more });
  const first = program();
  const flowRunId = await first.said("run ");
  await first.said("holding");
  first.send("SIGKILL");
  await first.ended();
  await records.letLeaseEnd(flowRunId);
  await writeFile(go, "");
  const second = program({ TUTTI__FLOW_RUN_ID: flowRunId });
  const runId = await second.said("result ");
  await second.ended();
  const experimentId = await tracking.client.experiments.ensure("crashes");
  const runs = await all(tracking.client.runs.search({ experimentIds: [experimentId] }));
  expect(runs).toMatchObject([{ runId, status: "FINISHED", params: { depth: "3" }, metrics: { before: 3, after: 3 } }]);
  expect(await all(tracking.client.runs.metricHistory(runId, "before"))).toHaveLength(1);
  expect(runs[0]?.tags["tutti.flow_run_id"]).toBe(flowRunId);
});

test("outside of flows a run is opened and closed as well", async () => {
  const runId = await trackRun({ server: tracking.client, experiment: "plain" }, async (run) => {
    await run.logJson({ a: 1 }, "facts.json");
    return run.runId;
  });
  const { status, tags } = await tracking.client.runs.get(runId);
  expect([status, Object.keys(tags)]).toEqual(["FINISHED", ["mlflow.runName"]]);
  expect(Buffer.from(await tracking.client.artifacts.read(runId, "facts.json")).toString()).toBe('{\n  "a": 1\n}\n');
});
