import { filterFlows } from "@tutti/client/flows";
import type { CommandContext } from "../context.ts";
import { oneLine } from "../plain-text.ts";
import { readPages } from "./read-pages.ts";
import { timeCell } from "../time-cell.ts";

export async function listFlows(
  { output, connect }: CommandContext,
  options: { readonly limit: number; readonly output: string | null },
): Promise<void> {
  const api = await connect();
  const flows = await readPages(options.limit, (page) => filterFlows(api, { sort: "CREATED_DESC", ...page }));
  if (options.output === "json") {
    output.json(flows);
    return;
  }
  const nowMs = Date.now();
  output.table(
    flows,
    [
      { header: "NAME", cell: ({ name }) => output.style("bold", oneLine(name)), shrinks: "last" },
      { header: "CREATED", cell: ({ created }) => timeCell(created, output, nowMs) },
      { header: "TAGS", cell: ({ tags }) => tags.map(oneLine).join(", "), shrinks: true },
      { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
    ],
    "No flows yet. A flow appears here when it runs for the first time.",
  );
}
