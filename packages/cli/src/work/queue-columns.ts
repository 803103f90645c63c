import type { WorkQueue } from "@tutti/core/wire/work-queue";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import type { Column } from "../table.ts";
import { timeCell } from "../time-cell.ts";
import { slotsText, workStatusText } from "./work-status.ts";

/** How queues are listed: without the name of their pool, and without their ids. */
export function queueColumns(output: Output, nowMs: number): Column<WorkQueue>[] {
  return [
    { header: "NAME", cell: ({ name }) => output.style("bold", oneLine(name)), shrinks: "last" },
    { header: "PRIORITY", cell: ({ priority }) => String(priority), align: "right" },
    { header: "STATUS", cell: (entry) => workStatusText(entry, output) },
    { header: "SLOTS", cell: slotsText, align: "right" },
    { header: "LAST POLLED", cell: ({ last_polled }) => timeCell(last_polled, output, nowMs) },
  ];
}
