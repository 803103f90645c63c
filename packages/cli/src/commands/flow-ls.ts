import { filterFlows } from "@tutti/client/flows";
import { defineCommand } from "../command.ts";
import { count, outputOption } from "../option.ts";
import { oneLine } from "../plain-text.ts";
import { readPages } from "../runs/read-pages.ts";
import { localTime, relativeTime } from "../time-text.ts";

export const flowLs = defineCommand({
  description: "Lists flows, the newest first.",
  options: {
    limit: count("-l, --limit <count>", "how many flows to list", { min: 1, fallback: 15 }),
    output: outputOption,
  },
  examples: [
    ["tutti flow ls", "the newest flows"],
    ["tutti flow ls -o json | jq -r '.[].name'", "their names, one a line"],
  ],
  async run({ output, connect }, { options }) {
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
        { header: "NAME", cell: ({ name }) => output.style("bold", oneLine(name)), shrinks: true },
        { header: "CREATED", cell: ({ created }) => timeCell(created, output.isTerminal, nowMs) },
        { header: "TAGS", cell: ({ tags }) => tags.map(oneLine).join(", "), shrinks: true },
        { header: "ID", cell: ({ id }) => output.style("dim", id) },
      ],
      "No flows yet. A flow appears here when it runs for the first time.",
    );
  },
});

function timeCell(at: string | null, isTerminal: boolean, nowMs: number): string {
  if (at === null) return "";
  return isTerminal ? relativeTime(at, nowMs) : localTime(at);
}
