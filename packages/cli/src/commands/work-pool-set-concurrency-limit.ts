import { defineCommand } from "../command.ts";
import { wholeNumber } from "../whole-number.ts";

export const workPoolSetConcurrencyLimit = defineCommand({
  description: "Limits how many runs of a work pool may be under way at once, over all its queues.",
  arguments: [
    { term: "<name>", description: "its name" },
    { term: "<limit>", description: "how many; 0 stops it" },
  ],
  options: {},
  examples: [["tutti work-pool set-concurrency-limit zoompool 5", ""]],
  async run(context, { args: [name = "", limitText = ""] }) {
    const limit = wholeNumber(limitText, "The limit");
    const { changeWorkPool } = await import("../work/change-work-pool.ts");
    return changeWorkPool(
      context,
      name,
      { concurrency_limit: limit },
      `The work pool ${name} now has at most ${limit} runs at once.`,
    );
  },
});
