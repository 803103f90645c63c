import { defineCommand } from "../command.ts";
import { count, outputOption, text } from "../option.ts";

export const workQueuePreview = defineCommand({
  description: "Lists the runs that a work queue will hand out within the next hours, late ones too.",
  arguments: [{ term: "<name>", description: "its name, or its id" }],
  options: {
    hours: count("-h, --hours <count>", "how many hours to look ahead; one unless given", { min: 1, fallback: null }),
    pool: text("-p, --pool <pool>", "the work pool it belongs to; needed where several have one of that name"),
    output: outputOption,
  },
  examples: [["tutti work-queue preview urgent -p zoompool -h 24", "of the next day"]],
  async run(context, { args, options }) {
    const { previewQueue } = await import("../work/show-work-queue.ts");
    return previewQueue(context, args[0] ?? "", options);
  },
});
