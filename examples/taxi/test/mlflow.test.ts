import { readFile } from "node:fs/promises";
import path from "node:path";
import { startTestServer, type TestServer } from "tutti";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MlflowTrackingServer } from "../../../tests/support/mlflow-tracking-server.ts";
import { fixture } from "./fixture.ts";
import { type Outcome, runProgram } from "./run-program.ts";

let server: TestServer;
let mlflow: MlflowTrackingServer;

beforeAll(async () => {
  [server, mlflow] = await Promise.all([startTestServer(), MlflowTrackingServer.start()]);
});

afterAll(async () => {
  await Promise.all([server.stop(), mlflow.stop()]);
});

/** Trains on very few trips, and says which modules of MLflow's package were loaded for that. */
async function train(env: Record<string, string>): Promise<Outcome> {
  const watch = `
    import { registerHooks } from "node:module";
    registerHooks({ load(url, context, next) {
      if (url.includes("/integrations/mlflow/")) process.stderr.write("loaded " + url + "\\n");
      return next(url, context);
    } });`;
  const months = ["--train-path", fixture("nanoseconds.parquet"), "--val-path", fixture("nanoseconds.parquet")];
  return runProgram("orchestrate.ts", months, {
    TUTTI_API_URL: server.url,
    TUTTI_HOME: server.home,
    TUTTI_LOGGING_LEVEL: "CRITICAL",
    TAXI_MODEL_FOLDER: path.join(server.home, "models"),
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(watch)}`,
    ...env,
  });
}

test("without MLFLOW_TRACKING_URI nothing of MLflow is loaded", async () => {
  expect(await train({ MLFLOW_TRACKING_URI: "" })).toMatchObject({ code: 0, stderr: "" });
});

test("with it the run's parameters, its error and the model with its vectoriser are in MLflow", async () => {
  const outcome = await train({ MLFLOW_TRACKING_URI: mlflow.url });
  expect(outcome).toMatchObject({ code: 0, stderr: expect.stringContaining("/integrations/mlflow/src/track-run.ts") });
  const manifest = JSON.parse(await readFile(path.join(server.home, "models", "manifest.json"), "utf8"));
  const tracked = await mlflow.python(`
import hashlib, mlflow, pathlib
[run] = mlflow.MlflowClient().search_runs([mlflow.get_experiment_by_name("taxi-duration").experiment_id])
path = pathlib.Path(mlflow.artifacts.download_artifacts(run_id=run.info.run_id, artifact_path="model"))
files = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in path.iterdir()}
print(json.dumps(dict(status=run.info.status, params=run.data.params, metrics=run.data.metrics, flow=run.data.tags["tutti.flow_name"], files=files)))`);
  const { rmse, trainRows, validationRows, featureColumns } = manifest;
  expect(tracked).toEqual({
    status: "FINISHED",
    flow: "main-flow",
    params: {
      trainPath: fixture("nanoseconds.parquet"),
      valPath: fixture("nanoseconds.parquet"),
      learning_rate: "0.09585355369315604",
      max_depth: "30",
      min_child_weight: "1.060597050922164",
      objective: "reg:squarederror",
      reg_alpha: "0.018060244040060163",
      reg_lambda: "0.011658731377413597",
      seed: "42",
      rounds: String(manifest.rounds),
    },
    metrics: { rmse, trainRows, validationRows, featureColumns },
    files: {
      "manifest.json": expect.any(String),
      [manifest.model.file]: manifest.model.sha256,
      [manifest.vectorizer.file]: manifest.vectorizer.sha256,
    },
  });
});
