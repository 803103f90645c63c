import { defineCommand } from "../command.ts";
import { flag } from "../option.ts";

export const workPoolDelete = defineCommand({
  description: "Deletes a work pool with its queues and workers. It asks first; without a terminal it needs --yes.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: { yes: flag("-y, --yes", "do not ask") },
  examples: [["tutti work-pool delete zoompool", "asks first"]],
  async run(context, { args, options }) {
    const { removeWorkPool } = await import("../work/change-work-pool.ts");
    return removeWorkPool(context, args[0] ?? "", options);
  },
});
