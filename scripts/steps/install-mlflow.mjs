import { existsSync, rmSync } from "node:fs";
import { inRoot } from "./project-paths.mjs";
import { installPythonPackages } from "./python-environment.mjs";
import { runCommand } from "./run-command.mjs";
import { forget, hashOf, isStamped, stamp } from "./stamp.mjs";

const requirements = "packages/integrations/mlflow/test/requirements.txt";
const mlflow = { title: "MLflow's server", requirements };
const python = process.platform === "win32" ? ".cache/mlflow/Scripts/python.exe" : ".cache/mlflow/bin/python";
const database = ".cache/mlflow-database.sqlite";

/**
 * Installs MLflow's tracking server, which the tests start; its version is pinned. Its empty database is made once, since
 * that takes longer than the start.
 */
export async function installMlflow(report) {
  await installPythonPackages("mlflow", mlflow, report);
  const hash = hashOf([requirements]);
  if (isStamped("mlflow-database", hash) && existsSync(inRoot(database))) return;
  forget("mlflow-database");
  rmSync(inRoot(database), { force: true });
  const upgrade = ["-m", "mlflow", "db", "upgrade", `sqlite:///${inRoot(database)}`];
  const { code, output } = await runCommand(inRoot(python), upgrade);
  if (code !== 0) throw new Error(`MLflow could not make its database:\n${output}`);
  stamp("mlflow-database", hash);
}
