import { defineCommand } from "../command.ts";
import { flag, outputOption, text } from "../option.ts";

export const workQueueInspect = defineCommand({
  description: "Shows all about a work queue.",
  arguments: [{ term: "<name>", description: "its name, or its id" }],
  options: {
    pool: text("-p, --pool <pool>", "the work pool it belongs to; needed where several have one of that name"),
    web: flag("-w, --web", "open it in the dashboard instead"),
    output: outputOption,
  },
  examples: [["tutti work-queue inspect urgent -p zoompool", ""]],
  async run(context, { args, options }) {
    const { showWorkQueue } = await import("../work/show-work-queue.ts");
    return showWorkQueue(context, args[0] ?? "", options);
  },
});
