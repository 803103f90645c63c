import { defineCommand } from "../command.ts";
import { text } from "../option.ts";

export const workQueueResume = defineCommand({
  description: "Lets workers take the runs of a queue again.",
  arguments: [{ term: "<name>", description: "its name, or its id" }],
  options: {
    pool: text("-p, --pool <pool>", "the work pool it belongs to; needed where several have one of that name"),
  },
  examples: [["tutti work-queue resume urgent -p zoompool", ""]],
  async run(context, { args: [name = ""], options }) {
    const { changeWorkQueue } = await import("../work/change-work-queue.ts");
    return changeWorkQueue(context, name, options.pool, { is_paused: false }, "is resumed.");
  },
});
