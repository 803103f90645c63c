import path from "node:path";
import type { ModelManifest } from "./model-folder.ts";

// MLflow remembers the runs when MLFLOW_TRACKING_URI says where it is; without that nothing of it is loaded.

const EXPERIMENT = "taxi-duration";

function isTracked(): boolean {
  return (process.env["MLFLOW_TRACKING_URI"] ?? "") !== "";
}

/** Does what is given within a run of MLflow; a flow run that is resumed goes on with the one it had. */
export async function tracked<T>(body: () => Promise<T>): Promise<T> {
  if (!isTracked()) return body();
  const { trackRun } = await import("@tutti/mlflow/track-run");
  return trackRun({ experiment: EXPERIMENT }, body);
}

/** Gives the run around this its parameters, its error, and the files of the model. */
export async function trackModel(folder: string, manifest: ModelManifest): Promise<void> {
  if (!isTracked()) return;
  const { activeMlflowRun } = await import("@tutti/mlflow/track-run");
  const run = activeMlflowRun();
  if (run === null) return;
  const { params, rounds, trainRows, validationRows, featureColumns, rmse } = manifest;
  await run.logParams({ ...params, rounds });
  await run.logMetrics({ rmse, trainRows, validationRows, featureColumns });
  for (const file of [manifest.model.file, manifest.vectorizer.file, "manifest.json"]) {
    await run.logArtifact(path.join(folder, file), "model");
  }
}
