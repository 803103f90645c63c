import { defineCommand } from "../command.ts";
import { flag, outputOption } from "../option.ts";

export const workPoolLs = defineCommand({
  description: "Lists work pools by name.",

  options: {
    verbose: flag("-v, --verbose", "also what they are for"),
    output: outputOption,
  },
  examples: [
    ["tutti work-pool ls", "all of them"],
    ["tutti work-pool ls -o json", "for a program"],
  ],
  async run(context, { options }) {
    const { listWorkPools } = await import("../work/list-work-pools.ts");
    return listWorkPools(context, options);
  },
});
