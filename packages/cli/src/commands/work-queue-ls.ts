import { defineCommand } from "../command.ts";
import { flag, outputOption, text } from "../option.ts";

export const workQueueLs = defineCommand({
  description: "Lists work queues, of all pools or of one.",
  options: {
    match: text("-m, --match <prefix>", "only those whose names begin so"),
    pool: text("-p, --pool <pool>", "only those of this pool, by priority"),
    verbose: flag("-v, --verbose", "taken for Prefect's sake: all is shown anyway"),
    output: outputOption,
  },
  examples: [
    ["tutti work-queue ls", "of all pools"],
    ["tutti work-queue ls -p zoompool", "of one, by priority"],
  ],
  async run(context, { options }) {
    const { listWorkQueues } = await import("../work/list-work-queues.ts");
    return listWorkQueues(context, options);
  },
});
