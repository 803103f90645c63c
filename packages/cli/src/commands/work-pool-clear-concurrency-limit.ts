import { defineCommand } from "../command.ts";

export const workPoolClearConcurrencyLimit = defineCommand({
  description: "Takes away the limit of how many runs of a work pool may be under way.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: {},
  examples: [["tutti work-pool clear-concurrency-limit zoompool", ""]],
  async run(context, { args: [name = ""] }) {
    const { changeWorkPool } = await import("../work/change-work-pool.ts");
    return changeWorkPool(context, name, { concurrency_limit: null }, `The work pool ${name} has no limit any more.`);
  },
});
