import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const gclLs = defineCommand({
  description: "Lists global concurrency limits: how much may go on at once, wherever it runs.",
  options: { output: outputOption },
  examples: [["tutti gcl ls", ""]],
  async run(context, { options }) {
    const { listLimits } = await import("../limits/global-limits.ts");
    return listLimits(context, options);
  },
});
