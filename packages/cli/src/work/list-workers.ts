import { filterWorkPools } from "@tutti/client/work-pools";
import type { ApiClient } from "@tutti/client/http";
import { filterWorkers } from "@tutti/client/workers";
import { TuttiError } from "@tutti/core/errors";
import type { Worker } from "@tutti/core/wire/worker";
import type { CommandContext } from "../context.ts";
import { printRows } from "../list-rows.ts";
import { unknownName } from "../not-found.ts";
import { oneLine } from "../plain-text.ts";
import { readPages } from "../runs/read-pages.ts";
import { timeText } from "../runs/run-times.ts";
import { findWorkPool } from "./find-work-pool.ts";
import { workerColumns, workerStatusText } from "./worker-columns.ts";

interface PoolWorker extends Worker {
  readonly work_pool_name: string;
}

interface WorkerOptions {
  readonly pool: string | null;
  readonly output: string | null;
}

export async function listWorkers({ output, connect }: CommandContext, options: WorkerOptions): Promise<void> {
  printRows<PoolWorker>(
    await readWorkers(await connect(), options.pool),
    { output, format: options.output },
    [
      { header: "POOL", cell: ({ work_pool_name }) => oneLine(work_pool_name), shrinks: true },
      ...workerColumns(output, Date.now()),
    ],
    "No worker has been heard of. Start one: tutti worker start --pool <pool>",
  );
}

export async function showWorker(
  { output, connect }: CommandContext,
  name: string,
  options: WorkerOptions,
): Promise<void> {
  const worker = await findWorker(await connect(), name, options.pool);
  if (options.output === "json") {
    output.json(worker);
    return;
  }
  output.line(`${output.style("bold", oneLine(worker.name))}  ${workerStatusText(worker.status, output)}`);
  output.line();
  output.facts([
    ["Work pool", oneLine(worker.work_pool_name)],
    ["Id", worker.id],
    ["Last heard of", timeText(worker.last_heartbeat_time, Date.now())],
    ["Every", worker.heartbeat_interval_seconds === null ? null : `${worker.heartbeat_interval_seconds} s`],
    ["First seen", timeText(worker.created, Date.now())],
  ]);
}

/** By name, or by id. Throws `not_found` and `ambiguous_name`. */
async function findWorker(api: ApiClient, reference: string, pool: string | null): Promise<PoolWorker> {
  const workers = await readWorkers(api, pool);
  const fitting = workers.filter(({ id, name }) => name === reference || id === reference.toLowerCase());
  const [first] = fitting;
  if (first === undefined) {
    throw unknownName(
      "worker",
      reference,
      workers.map(({ name }) => name),
    );
  }
  if (fitting.length === 1) return first;
  const list = fitting.map((worker) => `\n    ${worker.id}  of ${oneLine(worker.work_pool_name)}`).join("");
  throw new TuttiError("ambiguous_name", `workers ${oneLine(reference)}:${list}`);
}

async function readWorkers(api: ApiClient, pool: string | null): Promise<PoolWorker[]> {
  const pools =
    pool === null
      ? await readPages(Number.MAX_SAFE_INTEGER, (page) => filterWorkPools(api, page))
      : [await findWorkPool(api, pool)];
  const workers = await Promise.all(
    pools.map(async ({ name }) => {
      const found = await readPages(Number.MAX_SAFE_INTEGER, (page) => filterWorkers(api, name, page));
      return found.map((worker) => ({ ...worker, work_pool_name: name }));
    }),
  );
  return workers.flat();
}
