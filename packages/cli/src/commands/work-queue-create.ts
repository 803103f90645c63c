import { defineCommand } from "../command.ts";
import { count, outputOption, text } from "../option.ts";

export const workQueueCreate = defineCommand({
  description: "Makes a queue of a work pool: an order among its runs, and a limit of its own.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: {
    limit: count("-l, --limit <count>", "how many of its runs may be under way", { min: 0, fallback: null }),
    pool: text("-p, --pool <pool>", "the work pool it belongs to; that of agents unless given"),
    priority: count("-q, --priority <number>", "1 comes first", { min: 1, fallback: null }),
    output: outputOption,
  },
  examples: [["tutti work-queue create urgent -p zoompool -q 1", "before all others"]],
  async run(context, { args, options }) {
    const { makeWorkQueue } = await import("../work/change-work-queue.ts");
    return makeWorkQueue(context, args[0] ?? "", options);
  },
});
