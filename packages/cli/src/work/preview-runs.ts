import { filterFlowRuns } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { CommandContext } from "../context.ts";
import { printRows } from "../list-rows.ts";
import { oneLine } from "../plain-text.ts";
import { flowNames } from "../runs/flow-names.ts";
import { readPages } from "../runs/read-pages.ts";
import { stateOf, stateText } from "../runs/state-text.ts";
import { timeCell } from "../time-cell.ts";
import { findWorkPool } from "./find-work-pool.ts";

export interface PreviewOptions {
  readonly hours: number | null;
  readonly output: string | null;
}

type RunFilter = Parameters<typeof filterFlowRuns>[1];

export async function previewPool(context: CommandContext, name: string, options: PreviewOptions): Promise<void> {
  const api = await context.connect();
  const pool = await findWorkPool(api, name);
  await previewRuns(context, api, { work_pools: { name: { any_: [pool.name] } } }, options);
}

/**
 * Lists the scheduled runs of the next hours, the next one first. Reading a list is no poll: a preview makes nobody believe
 * that a worker is there.
 */
export async function previewRuns(
  { output }: CommandContext,
  api: ApiClient,
  filter: Pick<RunFilter, "work_pools" | "work_pool_queues">,
  { hours, output: format }: PreviewOptions,
): Promise<void> {
  const nowMs = Date.now();
  const until = new Date(nowMs + (hours ?? 1) * 3_600_000).toISOString();
  const runs = await readPages(Number.MAX_SAFE_INTEGER, (page) =>
    filterFlowRuns(api, {
      ...filter,
      flow_runs: { state: { type: { any_: ["SCHEDULED"] } }, next_scheduled_start_time: { before_: until } },
      sort: "NEXT_SCHEDULED_START_TIME_ASC",
      ...page,
    }),
  );
  const names = await flowNames(
    api,
    runs.map(({ flow_id }) => flow_id),
  );
  printRows<FlowRun>(
    runs,
    { output, format },
    [
      { header: "SCHEDULED", cell: (run) => timeCell(run.next_scheduled_start_time, output, nowMs) },
      { header: "NAME", cell: ({ name }) => output.style("bold", oneLine(name)), shrinks: "last" },
      { header: "FLOW", cell: ({ flow_id }) => oneLine(names.get(flow_id) ?? ""), shrinks: true },
      { header: "QUEUE", cell: ({ work_queue_name }) => oneLine(work_queue_name ?? ""), shrinks: true },
      { header: "STATE", cell: (run) => stateText(stateOf(run), output) },
      { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
    ],
    `No run is scheduled within ${hours ?? 1} h.`,
  );
}
