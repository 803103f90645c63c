import { defineCommand } from "../command.ts";
import { count, outputOption } from "../option.ts";

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
  async run(context, { options }) {
    const { listFlows } = await import("../runs/list-flows.ts");
    return listFlows(context, options);
  },
});
