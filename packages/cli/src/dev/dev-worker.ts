import { hostname } from "node:os";
import type { ApiClient } from "@tutti/client/http";
import { TuttiError } from "@tutti/core/errors";
import { type Environment, readSettings } from "@tutti/core/settings/read-settings";
import { WORKER_SETTINGS } from "@tutti/core/settings/worker-settings";
import { ProcessLauncher } from "@tutti/worker/process/process-launcher";
import { findPool, makePool } from "@tutti/worker/serving/pool-place";
import { Worker } from "@tutti/worker/worker";
import type { Output } from "../output.ts";
import { WorkerConsole } from "../workers/worker-console.ts";

export interface DevWorkerOptions {
  readonly api: ApiClient;
  readonly home: string;
  readonly environment: Environment;
  readonly output: Output;
  readonly pool: string;
}

export interface DevWorker {
  readonly runCount: () => number;
  /** Ends what is running; what has not completed goes on when somebody serves the pool again. */
  readonly stop: () => Promise<void>;
}

/** Serves a pool of processes in this process; it is made when it is not there. Throws `invalid_usage` for another pool. */
export async function startDevWorker(options: DevWorkerOptions): Promise<DevWorker> {
  const { api, home, environment, output } = options;
  const pool = (await findPool(api, options.pool)) ?? (await makePool(api, options.pool, "process", null));
  if (pool.type !== "process") {
    throw new TuttiError(
      "invalid_usage",
      `The work pool ${pool.name} is of type ${pool.type}: name another by --pool.`,
    );
  }
  const told = readSettings(WORKER_SETTINGS, environment);
  const { url } = await api.address();
  const launcher = new ProcessLauncher({
    folder: `${home}/workers`,
    place: { pool: pool.name, api: url },
    tuttiCommand: [process.execPath, process.argv[1] ?? ""],
    environment,
  });
  const worker = new Worker({
    api,
    launcher,
    narrator: new WorkerConsole(output),
    pool,
    name: `dev ${hostname()}-${process.pid}`,
    queues: [],
    limit: null,
    querySeconds: told.querySeconds,
    heartbeatSeconds: Math.max(1, Math.round(told.heartbeatSeconds)),
    prefetchSeconds: told.prefetchSeconds,
    graceSeconds: told.graceSeconds,
  });
  await worker.start();
  return {
    runCount: () => worker.runCount,
    async stop() {
      const stopped = worker.stop();
      worker.endRuns();
      await stopped;
      await launcher.close();
    },
  };
}
