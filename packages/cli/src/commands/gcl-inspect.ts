import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const gclInspect = defineCommand({
  description: "Shows all about a global concurrency limit.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: { output: outputOption },
  examples: [["tutti gcl inspect database", ""]],
  async run(context, { args, options }) {
    const { showLimit } = await import("../limits/global-limits.ts");
    return showLimit(context, args[0] ?? "", options);
  },
});
