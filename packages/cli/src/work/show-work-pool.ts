import type { ApiClient } from "@tutti/client/http";
import { filterPoolQueues } from "@tutti/client/work-queues";
import { filterWorkers } from "@tutti/client/workers";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import type { CommandContext } from "../context.ts";
import type { Output } from "../output.ts";
import { manyLines, oneLine } from "../plain-text.ts";
import { uiAddress } from "@tutti/client/ui-address";
import { timeText } from "../runs/run-times.ts";
import { showOne } from "../show-one.ts";
import { findWorkPool } from "./find-work-pool.ts";
import { queueColumns } from "./queue-columns.ts";
import { workerColumns } from "./worker-columns.ts";
import { slotsFact, workStatusText } from "./work-status.ts";

export async function showWorkPool(
  { output, connect }: CommandContext,
  name: string,
  options: { readonly web: boolean; readonly output: string | null },
): Promise<void> {
  const api = await connect();
  const pool = await findWorkPool(api, name);
  const url = await workPoolUrl(api, pool.name);
  await showOne(output, { value: pool, url, print: () => printPool(pool, url, api, output) }, options);
}

export function workPoolUrl(api: ApiClient, name: string): Promise<string> {
  return uiAddress(api, `/work-pools/work-pool/${encodeURIComponent(name)}`);
}

async function printPool(pool: WorkPool, url: string, api: ApiClient, output: Output): Promise<void> {
  const [queues, workers] = await Promise.all([
    filterPoolQueues(api, pool.name, {}),
    filterWorkers(api, pool.name, { limit: 20 }),
  ]);
  const nowMs = Date.now();
  output.line(`${output.style("bold", oneLine(pool.name))}  ${workStatusText(pool, output)}`);
  output.line();
  output.facts([
    ["Type", oneLine(pool.type)],
    ["Id", pool.id],
    ["Description", pool.description === null ? null : manyLines(pool.description)],
    ["Slots", slotsFact(pool)],
    ["Created", timeText(pool.created, nowMs)],
    ["Dashboard", url],
  ]);
  output.line(`\n${output.style("bold", "Queues")}`);
  output.table(queues, queueColumns(output, nowMs), "None.");
  output.line(`\n${output.style("bold", "Workers")}`);
  output.table(workers, workerColumns(output, nowMs), `None yet. Start one: tutti worker start --pool ${pool.name}`);
}
