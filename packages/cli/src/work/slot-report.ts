import { readWorkPoolSlots } from "@tutti/client/work-pools";
import type { WorkPoolConcurrency } from "@tutti/core/wire/work-pool";
import type { FlowRunSlot } from "@tutti/core/wire/work-queue";
import type { CommandContext } from "../context.ts";
import { durationText } from "../duration-text.ts";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { stateOf, stateText } from "../runs/state-text.ts";
import type { Column } from "../table.ts";
import { findWorkPool } from "./find-work-pool.ts";
import { slotsFact, slotsText } from "./work-status.ts";

export async function showPoolSlots(
  { output, connect }: CommandContext,
  name: string,
  options: { readonly output: string | null },
): Promise<void> {
  const api = await connect();
  const pool = await findWorkPool(api, name);
  const first = await readWorkPoolSlots(api, pool.name, { flow_run_limit: 200 });
  const queues = [...first.queues];
  for (let page = 2; page <= first.pages; page++) {
    queues.push(...(await readWorkPoolSlots(api, pool.name, { flow_run_limit: 200, page })).queues);
  }
  if (options.output === "json") output.json({ ...first, queues, pages: 1, page: 1, limit: queues.length });
  else printPoolSlots({ ...first, queues }, output);
}

function printPoolSlots(report: WorkPoolConcurrency, output: Output): void {
  output.facts([["Slots", slotsFact(report)]]);
  for (const queue of report.queues) {
    output.line(`\n${output.style("bold", oneLine(queue.queue_name))}  ${slotsText(queue)}`);
    output.table(queue.flow_runs, slotColumns(output), "No run holds a slot.");
    const more = queue.flow_run_count - queue.flow_runs.length;
    if (more > 0) output.line(output.style("dim", `… and ${more} more`));
  }
}

/** How the runs that hold slots are listed. */
export function slotColumns(output: Output): Column<FlowRunSlot>[] {
  return [
    { header: "RUN", cell: ({ name }) => oneLine(name), shrinks: true },
    { header: "STATE", cell: (run) => stateText(stateOf(run), output) },
    {
      header: "FOR",
      cell: ({ time_in_current_state }) => (time_in_current_state === null ? "" : durationText(time_in_current_state)),
      align: "right",
    },
    { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
  ];
}
