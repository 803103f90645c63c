import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const workPoolSlots = defineCommand({
  description: "Shows which runs hold the slots of a work pool, queue by queue.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: { output: outputOption },
  examples: [["tutti work-pool slots zoompool", ""]],
  async run(context, { args, options }) {
    const { showPoolSlots } = await import("../work/slot-report.ts");
    return showPoolSlots(context, args[0] ?? "", options);
  },
});
