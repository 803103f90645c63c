import { defineCommand } from "../command.ts";
import { flag, text } from "../option.ts";

export const workQueueDelete = defineCommand({
  description: "Deletes a work queue. It asks first; without a terminal it needs --yes.",
  arguments: [{ term: "<name>", description: "its name, or its id" }],
  options: {
    pool: text("-p, --pool <pool>", "the work pool it belongs to; needed where several have one of that name"),
    yes: flag("-y, --yes", "do not ask"),
  },
  examples: [["tutti work-queue delete urgent -p zoompool", "asks first"]],
  async run(context, { args, options }) {
    const { removeWorkQueue } = await import("../work/change-work-queue.ts");
    return removeWorkQueue(context, args[0] ?? "", options);
  },
});
