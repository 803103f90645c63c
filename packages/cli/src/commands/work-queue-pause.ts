import { defineCommand } from "../command.ts";
import { text } from "../option.ts";

export const workQueuePause = defineCommand({
  description: "Lets no worker take the runs of a queue until it is resumed.",
  arguments: [{ term: "<name>", description: "its name, or its id" }],
  options: {
    pool: text("-p, --pool <pool>", "the work pool it belongs to; needed where several have one of that name"),
  },
  examples: [["tutti work-queue pause urgent -p zoompool", ""]],
  async run(context, { args: [name = ""], options }) {
    const { changeWorkQueue } = await import("../work/change-work-queue.ts");
    return changeWorkQueue(context, name, options.pool, { is_paused: true }, "is paused.");
  },
});
