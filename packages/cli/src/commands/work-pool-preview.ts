import { defineCommand } from "../command.ts";
import { count, outputOption } from "../option.ts";

export const workPoolPreview = defineCommand({
  description: "Lists the runs that a work pool will hand out within the next hours, late ones too.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: {
    hours: count("-h, --hours <count>", "how many hours to look ahead; one unless given", { min: 1, fallback: null }),
    output: outputOption,
  },
  examples: [
    ["tutti work-pool preview zoompool", "of the next hour"],
    ["tutti work-pool preview zoompool -h 24", "of the next day"],
  ],
  async run(context, { args, options }) {
    const { previewPool } = await import("../work/preview-runs.ts");
    return previewPool(context, args[0] ?? "", options);
  },
});
