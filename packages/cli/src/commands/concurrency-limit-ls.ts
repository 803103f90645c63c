import { defineCommand } from "../command.ts";
import { count, outputOption } from "../option.ts";

export const concurrencyLimitLs = defineCommand({
  description: "Lists the tags that are limited.",
  options: { limit: count("-l, --limit <count>", "how many to list", { min: 1, fallback: 15 }), output: outputOption },
  examples: [["tutti concurrency-limit ls", ""]],
  async run(context, { options }) {
    const { listTagLimits } = await import("../limits/tag-limits.ts");
    return listTagLimits(context, options);
  },
});
