import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "./free-port.ts";

const run = promisify(execFile);
const PYTHON = fileURLToPath(new URL("../../.cache/mlflow/bin/python", import.meta.url));
const EMPTY_DATABASE = fileURLToPath(new URL("../../.cache/mlflow-database.sqlite", import.meta.url));

// A connection that it closed after five idle seconds may just be asked again.
const SERVER = ["-m", "mlflow", "server", "--host", "127.0.0.1", "--workers", "1"].concat(
  "--uvicorn-opts",
  "--timeout-keep-alive 3600",
);

/** A real MLflow tracking server, with a database and artifacts of its own. */
export class MlflowTrackingServer {
  readonly url: string;
  readonly #folder: string;
  readonly #child: ChildProcess;

  private constructor(url: string, folder: string, child: ChildProcess) {
    this.url = url;
    this.#folder = folder;
    this.#child = child;
  }

  static async start(): Promise<MlflowTrackingServer> {
    if (!existsSync(EMPTY_DATABASE)) throw new Error("MLflow's server is not installed; `npm test` does it");
    const folder = await mkdtemp(join(tmpdir(), "mlflow-"));
    const database = join(folder, "mlflow.sqlite");
    await copyFile(EMPTY_DATABASE, database);
    const port = await freePort();
    const places = [
      "--backend-store-uri",
      `sqlite:///${database}`,
      "--artifacts-destination",
      join(folder, "artifacts"),
    ];
    const child = spawn(PYTHON, [...SERVER, "--port", String(port), ...places], {
      stdio: "ignore",
      // It starts processes of its own, which end with its group.
      detached: true,
      env: { ...process.env, MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false", MLFLOW_DISABLE_TELEMETRY: "true" },
    });
    const server = new MlflowTrackingServer(`http://127.0.0.1:${port}`, folder, child);
    await server.#answers();
    return server;
  }

  /** What a program of Python prints that has MLflow's own client for this server. */
  async python(program: string): Promise<unknown> {
    const env = { ...process.env, MLFLOW_TRACKING_URI: this.url, MLFLOW_DISABLE_TELEMETRY: "true" };
    const { stdout } = await run(PYTHON, ["-c", `import json\n${program}`], { env });
    return JSON.parse(stdout);
  }

  // However long it takes: the test's own limit ends the wait.
  async #answers(): Promise<void> {
    for (;;) {
      if (this.#child.exitCode !== null) throw new Error(`MLflow's server ended with ${this.#child.exitCode}`);
      const answer = await fetch(`${this.url}/health`).catch(() => null);
      if (answer?.ok === true) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async stop(): Promise<void> {
    const { pid, exitCode } = this.#child;
    if (exitCode === null && pid !== undefined) {
      const exited = once(this.#child, "exit");
      process.kill(-pid, "SIGKILL");
      await exited;
    }
    await rm(this.#folder, { recursive: true, maxRetries: 5 });
  }
}
