import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";
import { acceptOption, changedCodeOf, changedCodeOption, entrypointOption } from "../runs/here-options.ts";

export const flowRunRetry = defineCommand({
  description:
    "Runs a run again that has ended. Steps that have completed are not repeated; of a run that has completed, all are. A run of a deployment is left to a worker, unless an entry point is named.",
  arguments: [{ term: "<run>", description: "its id, the beginning of its id, or its name" }],
  options: {
    entrypoint: entrypointOption,
    accept: acceptOption,
    changedCode: changedCodeOption,
    output: outputOption,
  },
  examples: [
    ["tutti flow-run retry brave-otter", "by its name"],
    ["tutti flow-run retry brave-otter -e flows.ts:mainFlow", "in this process"],
  ],
  async run(context, { args, options }) {
    const { retryRun } = await import("../runs/run-again.ts");
    return retryRun(context, args[0] ?? "", { ...options, changedCode: changedCodeOf(options) });
  },
});
