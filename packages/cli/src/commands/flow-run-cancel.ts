import { defineCommand } from "../command.ts";
import { flag, outputOption, texts } from "../option.ts";
import { stateOptions } from "../runs/state-filter.ts";

export const flowRunCancel = defineCommand({
  description:
    "Cancels flow runs: those that are named, or those that a filter fits and that have not ended, after asking. One that has not begun is Cancelled at once; one that runs is told to stop, and is Cancelling until it has.",
  arguments: [{ term: "[runs...]", description: "ids, beginnings of ids, or names" }],
  options: {
    flowNames: texts("--flow-name <name>", "runs of this flow; repeatable"),
    ...stateOptions,
    yes: flag("-y, --yes", "do not ask"),
    output: outputOption,
  },
  examples: [
    ["tutti flow-run cancel brave-otter", "by its name"],
    ["tutti flow-run cancel --flow-name main-flow --state Late -y", "all that are late"],
  ],
  async run(context, { args, options }) {
    const { cancelFlowRuns } = await import("../runs/cancel-flow-run.ts");
    return cancelFlowRuns(context, args, options);
  },
});
