import { defineCommand } from "../command.ts";
import { text } from "../option.ts";

export const workQueueClearConcurrencyLimit = defineCommand({
  description: "Takes away the limit of how many runs of a queue may be under way.",
  arguments: [{ term: "<name>", description: "its name, or its id" }],
  options: {
    pool: text("-p, --pool <pool>", "the work pool it belongs to; needed where several have one of that name"),
  },
  examples: [["tutti work-queue clear-concurrency-limit urgent -p zoompool", ""]],
  async run(context, { args: [name = ""], options }) {
    const { changeWorkQueue } = await import("../work/change-work-queue.ts");
    return changeWorkQueue(context, name, options.pool, { concurrency_limit: null }, "has no limit any more.");
  },
});
