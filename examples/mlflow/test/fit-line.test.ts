import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { MlflowClient } from "@tutti/mlflow/mlflow-client";
import { withTestServer } from "tutti";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MlflowTrackingServer } from "../../../tests/support/mlflow-tracking-server.ts";

const run = promisify(execFile);

let mlflow: MlflowTrackingServer;

beforeAll(async () => {
  mlflow = await MlflowTrackingServer.start();
});
afterAll(() => mlflow.stop());

test("each step size is a nested run, and the best line the champion", async () => {
  await withTestServer(async ({ url, home }) => {
    const env = { PATH: process.env["PATH"], TUTTI_HOME: home, TUTTI_API_URL: url, MLFLOW_TRACKING_URI: mlflow.url };
    const program = join(import.meta.dirname, "..", "fit-line.ts");
    expect((await run(process.execPath, [program], { env })).stdout).toContain("{ version: '1', rmse: 0.0");
  });
  const { experiments, runs, models } = new MlflowClient({ trackingUri: mlflow.url });
  const experimentIds = [await experiments.ensure("lines")];
  const found = await Array.fromAsync(runs.search({ experimentIds, orderBy: ["start_time ASC"] }));
  const names = found.map(({ runName, params, tags }) => [params["stepSize"] ?? runName, tags["mlflow.parentRunId"]]);
  const outer = found[0]?.runId;
  expect(names.slice(1)).toEqual(["0.05", "0.2", "0.5"].map((stepSize) => [stepSize, outer]));
  expect(await models.versionByAlias("line", "champion")).toMatchObject({ version: "1", runId: outer });
});
