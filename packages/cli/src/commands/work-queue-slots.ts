import { defineCommand } from "../command.ts";
import { outputOption, text } from "../option.ts";

export const workQueueSlots = defineCommand({
  description: "Shows which runs hold the slots of a work queue.",
  arguments: [{ term: "<name>", description: "its name, or its id" }],
  options: {
    pool: text("-p, --pool <pool>", "the work pool it belongs to; needed where several have one of that name"),
    output: outputOption,
  },
  examples: [["tutti work-queue slots urgent -p zoompool", ""]],
  async run(context, { args, options }) {
    const { showQueueSlots } = await import("../work/show-work-queue.ts");
    return showQueueSlots(context, args[0] ?? "", options);
  },
});
