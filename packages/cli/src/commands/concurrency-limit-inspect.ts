import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const concurrencyLimitInspect = defineCommand({
  description: "Shows the limit of a tag, and which task runs hold its slots.",
  arguments: [{ term: "<tag>", description: "the tag of the tasks" }],
  options: { output: outputOption },
  examples: [["tutti concurrency-limit inspect database", ""]],
  async run(context, { args, options }) {
    const { showTagLimit } = await import("../limits/tag-limits.ts");
    return showTagLimit(context, args[0] ?? "", options);
  },
});
