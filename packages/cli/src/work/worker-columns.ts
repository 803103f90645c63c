import type { Worker } from "@tutti/core/wire/worker";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import type { Column } from "../table.ts";
import { timeCell } from "../time-cell.ts";

/** How the workers of a pool are listed. */
export function workerColumns(output: Output, nowMs: number): Column<Worker>[] {
  return [
    { header: "NAME", cell: ({ name }) => output.style("bold", oneLine(name)), shrinks: "last" },
    { header: "STATUS", cell: ({ status }) => workerStatusText(status, output) },
    { header: "LAST HEARD OF", cell: ({ last_heartbeat_time }) => timeCell(last_heartbeat_time, output, nowMs) },
    { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
  ];
}

export function workerStatusText(status: Worker["status"], output: Output): string {
  return output.style(status === "ONLINE" ? "green" : "gray", status.toLowerCase());
}
