import { defineCommand } from "../command.ts";
import { outputOption, text } from "../option.ts";

export const workQueueReadRuns = defineCommand({
  description: "Asks a work queue for its runs as an agent would, so that it counts as polled.",
  arguments: [{ term: "<name>", description: "its name, or its id" }],
  options: {
    pool: text("-p, --pool <pool>", "the work pool it belongs to; needed where several have one of that name"),
    output: outputOption,
  },
  examples: [["tutti work-queue read-runs urgent -p zoompool", ""]],
  async run(context, { args, options }) {
    const { readQueueRuns } = await import("../work/show-work-queue.ts");
    return readQueueRuns(context, args[0] ?? "", options);
  },
});
