import { hostname } from "node:os";
import type { ApiClient } from "@tutti/client/http";
import { readWorkPool } from "@tutti/client/work-pools";
import { filterWorkers } from "@tutti/client/workers";
import { TuttiError } from "@tutti/core/errors";
import { readSettings } from "@tutti/core/settings/read-settings";
import { WORKER_SETTINGS } from "@tutti/core/settings/worker-settings";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { poolJob } from "@tutti/worker/job/prepare-job";
import { findPool, makePool } from "@tutti/worker/serving/pool-place";
import { Worker } from "@tutti/worker/worker";
import { confirm } from "../confirm.ts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readJsonFile } from "../json-input.ts";
import { askPool } from "../work/ask-pool.ts";
import { workerType } from "../work/worker-type.ts";
import { WorkerConsole } from "./worker-console.ts";
import { HealthCheck } from "./health-check.ts";
import { findLauncher } from "./find-launcher.ts";
import { installPolicy } from "./install-policy.ts";
import { serveUntilTold } from "./serve-until-told.ts";

export interface WorkerFlags {
  readonly pool: string | null;
  readonly name: string | null;
  readonly queues: readonly string[];
  readonly type: string | null;
  readonly limit: number | null;
  readonly prefetchSeconds: number | null;
  readonly runOnce: boolean;
  readonly withHealthcheck: boolean;
  readonly installPolicy: string | null;
  readonly baseJobTemplate: string | null;
  readonly createPool: boolean | null;
}

/** Serves a pool until it is told to stop, or once. Answers the exit code. */
export async function startWorker(context: CommandContext, flags: WorkerFlags): Promise<ExitCode> {
  const { output, home } = context;
  const settings = await context.settings();
  const told = readSettings(WORKER_SETTINGS, settings);
  const api = await context.connect();
  const pool = await poolOf(api, context, flags);
  const { url } = await api.address();
  const place = { pool: pool.name, api: url };
  const name = flags.name ?? `${hostname()}-${process.pid}`;
  const narrator = new WorkerConsole(output);
  const openLauncher = await findLauncher(pool, installPolicy(flags.installPolicy), context);
  const launcher = await openLauncher({
    folder: `${home}/workers`,
    place,
    environment: settings,
    workerName: name,
    servingWorkers: () => servingWorkers(api, pool.name),
    poolJob: async () => poolJob(api, await readWorkPool(api, pool.name)),
    narrator,
  });
  const worker = new Worker({
    api,
    launcher,
    narrator,
    pool,
    name,
    queues: flags.queues,
    limit: flags.limit,
    querySeconds: told.querySeconds,
    heartbeatSeconds: Math.max(1, Math.round(told.heartbeatSeconds)),
    prefetchSeconds: flags.prefetchSeconds ?? told.prefetchSeconds,
    graceSeconds: told.graceSeconds,
  });
  let health: HealthCheck | null = null;
  try {
    if (flags.withHealthcheck) health = await HealthCheck.listen(worker, told);
    await serveUntilTold(worker, flags.runOnce, output, banner(pool, flags));
    return EXIT.ok;
  } finally {
    health?.close();
    // What it keeps of jobs that are under way is there for the next worker.
    if (worker.runCount === 0) await launcher.close();
  }
}

async function servingWorkers(api: ApiClient, pool: string): Promise<string[]> {
  const workers = await filterWorkers(api, pool, {});
  return workers.flatMap(({ name, status }) => (status === "ONLINE" ? [name] : []));
}

async function poolOf(api: ApiClient, context: CommandContext, flags: WorkerFlags): Promise<WorkPool> {
  const { name, isNew } =
    flags.pool === null
      ? await askPool(context, api, "Which work pool does it serve?")
      : { name: flags.pool, isNew: false };
  const found = await findPool(api, name);
  if (found !== null) {
    const isAsked = flags.type === null || flags.type === found.type;
    if (isAsked) return found;
    const instead = `Leave out --type, or name a pool of type ${flags.type} by --pool.`;
    throw new TuttiError(
      "invalid_usage",
      `The work pool ${found.name} is of type ${found.type}, not ${flags.type}. ${instead}`,
    );
  }
  const type = isNew ? (await workerType(api, flags.type, context)).type : (flags.type ?? "process");
  if (!isNew && !(await mayMakePool(context, flags, name, type))) {
    throw new TuttiError("missing_work_pool", `${name}. To create it: add --create-pool-if-not-found`);
  }
  const pool = await makePool(api, name, type, await templateOf(flags.baseJobTemplate));
  context.output.say(`Made work pool ${pool.name} of type ${pool.type}.`);
  return pool;
}

async function mayMakePool(
  context: CommandContext,
  { createPool }: WorkerFlags,
  name: string,
  type: string,
): Promise<boolean> {
  if (createPool !== null) return createPool;
  if (!context.isInteractive) return false;
  return confirm(`There is no work pool ${name}. Make one of type ${type}?`, false, context);
}

async function templateOf(file: string | null): Promise<Record<string, unknown> | null> {
  return file === null ? null : { ...(await readJsonFile(file)) };
}

function banner({ name, type }: WorkPool, { queues, limit }: WorkerFlags): string {
  const of = queues.length === 0 ? "" : `, queues ${queues.join(", ")}`;
  return `Serving work pool ${name} (${type})${of}${limit === null ? "" : `, ${limit} runs at a time`}.`;
}
