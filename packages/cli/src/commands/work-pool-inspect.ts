import { defineCommand } from "../command.ts";
import { flag, outputOption } from "../option.ts";

export const workPoolInspect = defineCommand({
  description: "Shows all about a work pool: its queues, its workers, its slots.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: {
    web: flag("-w, --web", "open it in the dashboard instead"),
    output: outputOption,
  },
  examples: [
    ["tutti work-pool inspect zoompool", ""],
    ["tutti work-pool inspect zoompool -o json", "with its job template, for a program"],
  ],
  async run(context, { args, options }) {
    const { showWorkPool } = await import("../work/show-work-pool.ts");
    return showWorkPool(context, args[0] ?? "", options);
  },
});
