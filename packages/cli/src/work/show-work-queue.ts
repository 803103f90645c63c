import { pollWorkQueue, readWorkQueueSlots } from "@tutti/client/work-queues";
import type { WorkQueue } from "@tutti/core/wire/work-queue";
import type { CommandContext } from "../context.ts";
import { printRows } from "../list-rows.ts";
import type { Output } from "../output.ts";
import { manyLines, oneLine } from "../plain-text.ts";
import { uiAddress } from "@tutti/client/ui-address";
import { timeText } from "../runs/run-times.ts";
import { stateOf, stateText } from "../runs/state-text.ts";
import { showOne } from "../show-one.ts";
import { timeCell } from "../time-cell.ts";
import { findWorkQueue } from "./find-work-queue.ts";
import { previewRuns } from "./preview-runs.ts";
import { slotColumns } from "./slot-report.ts";
import { slotsFact, workStatusText } from "./work-status.ts";

interface QueueOptions {
  readonly pool: string | null;
  readonly output: string | null;
}

export async function showWorkQueue(
  { output, connect }: CommandContext,
  name: string,
  options: QueueOptions & { readonly web: boolean },
): Promise<void> {
  const api = await connect();
  const queue = await findWorkQueue(api, name, options.pool);
  const pool = encodeURIComponent(queue.work_pool_name ?? "");
  const url = await uiAddress(api, `/work-pools/work-pool/${pool}/queue/${encodeURIComponent(queue.name)}`);
  await showOne(output, { value: queue, url, print: () => printQueue(queue, url, output) }, options);
}

function printQueue(queue: WorkQueue, url: string, output: Output): void {
  output.line(`${output.style("bold", oneLine(queue.name))}  ${workStatusText(queue, output)}`);
  output.line();
  output.facts([
    ["Work pool", oneLine(queue.work_pool_name ?? "")],
    ["Id", queue.id],
    ["Description", (queue.description ?? "") === "" ? null : manyLines(queue.description ?? "")],
    ["Priority", String(queue.priority)],
    ["Slots", slotsFact(queue)],
    ["Last polled", timeText(queue.last_polled, Date.now())],
    ["Dashboard", url],
  ]);
}

export async function showQueueSlots(context: CommandContext, name: string, options: QueueOptions): Promise<void> {
  const { output } = context;
  const api = await context.connect();
  const queue = await findWorkQueue(api, name, options.pool);
  const report = await readWorkQueueSlots(api, queue.id, {});
  if (options.output === "json") {
    output.json(report);
    return;
  }
  output.facts([["Slots", slotsFact(report)]]);
  output.table(report.flow_runs, slotColumns(output), "No run holds a slot.");
  const more = report.count - report.flow_runs.length;
  if (more > 0) output.line(output.style("dim", `… and ${more} more`));
}

export async function previewQueue(
  context: CommandContext,
  name: string,
  options: QueueOptions & { readonly hours: number | null },
): Promise<void> {
  const api = await context.connect();
  const { id } = await findWorkQueue(api, name, options.pool);
  await previewRuns(context, api, { work_pool_queues: { id: { any_: [id] } } }, options);
}

/** Asks as an agent would: the queue counts as polled from then on. */
export async function readQueueRuns(context: CommandContext, name: string, options: QueueOptions): Promise<void> {
  const { output } = context;
  const api = await context.connect();
  const { id } = await findWorkQueue(api, name, options.pool);
  const nowMs = Date.now();
  printRows(
    await pollWorkQueue(api, id, {}),
    { output, format: options.output },
    [
      { header: "SCHEDULED", cell: (run) => timeCell(run.next_scheduled_start_time, output, nowMs) },
      { header: "NAME", cell: (run) => output.style("bold", oneLine(run.name)), shrinks: "last" },
      { header: "STATE", cell: (run) => stateText(stateOf(run), output) },
      { header: "ID", cell: (run) => output.style("dim", run.id), shrinks: "first" },
    ],
    "No run waits in this queue.",
  );
}
