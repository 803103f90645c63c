import { defineCommand } from "../command.ts";
import { text } from "../option.ts";
import { wholeNumber } from "../whole-number.ts";

export const workQueueSetConcurrencyLimit = defineCommand({
  description: "Limits how many runs of a queue may be under way at once.",
  arguments: [
    { term: "<name>", description: "its name, or its id" },
    { term: "<limit>", description: "how many; 0 stops it" },
  ],
  options: {
    pool: text("-p, --pool <pool>", "the work pool it belongs to; needed where several have one of that name"),
  },
  examples: [["tutti work-queue set-concurrency-limit urgent 2 -p zoompool", ""]],
  async run(context, { args: [name = "", limit = ""], options }) {
    const { changeWorkQueue } = await import("../work/change-work-queue.ts");
    return changeWorkQueue(
      context,
      name,
      options.pool,
      { concurrency_limit: wholeNumber(limit, "The limit") },
      `now has at most ${limit} runs at once.`,
    );
  },
});
