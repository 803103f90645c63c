import { defineCommand } from "../command.ts";
import { flag } from "../option.ts";

export const gclDelete = defineCommand({
  description: "Deletes a global concurrency limit. It asks first; without a terminal it needs --yes.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: { yes: flag("-y, --yes", "do not ask") },
  examples: [["tutti gcl delete database", "asks first"]],
  async run(context, { args, options }) {
    const { removeLimit } = await import("../limits/global-limits.ts");
    return removeLimit(context, args[0] ?? "", options);
  },
});
