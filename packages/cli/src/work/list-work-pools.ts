import { filterWorkPools } from "@tutti/client/work-pools";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import type { CommandContext } from "../context.ts";
import { printRows } from "../list-rows.ts";
import { oneLine } from "../plain-text.ts";
import { readPages } from "../runs/read-pages.ts";
import type { Column } from "../table.ts";
import { slotsText, workStatusText } from "./work-status.ts";

export async function listWorkPools(
  { output, connect }: CommandContext,
  options: { readonly verbose: boolean; readonly output: string | null },
): Promise<void> {
  const api = await connect();
  const pools = await readPages(Number.MAX_SAFE_INTEGER, (page) => filterWorkPools(api, page));
  const more: Column<WorkPool>[] = [
    { header: "DESCRIPTION", cell: ({ description }) => oneLine(description ?? ""), shrinks: true },
    { header: "JOB TEMPLATE", cell: (pool) => Object.keys(pool.base_job_template).join(", "), shrinks: true },
  ];
  const columns: Column<WorkPool>[] = [
    { header: "NAME", cell: ({ name }) => output.style("bold", oneLine(name)), shrinks: "last" },
    { header: "TYPE", cell: ({ type }) => oneLine(type) },
    { header: "STATUS", cell: (entry) => workStatusText(entry, output) },
    { header: "SLOTS", cell: slotsText, align: "right" },
    ...(options.verbose ? more : []),
    { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
  ];
  printRows(
    pools,
    { output, format: options.output },
    columns,
    "No work pools yet. Make one: tutti work-pool create <name>",
  );
}
