import { defineCommand } from "../command.ts";
import { flag } from "../option.ts";

export const concurrencyLimitDelete = defineCommand({
  description: "Deletes the limit of a tag. It asks first; without a terminal it needs --yes.",
  arguments: [{ term: "<tag>", description: "the tag of the tasks" }],
  options: { yes: flag("-y, --yes", "do not ask") },
  examples: [["tutti concurrency-limit delete database", "asks first"]],
  async run(context, { args, options }) {
    const { removeTagLimit } = await import("../limits/tag-limits.ts");
    return removeTagLimit(context, args[0] ?? "", options);
  },
});
