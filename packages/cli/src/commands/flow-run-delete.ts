import { defineCommand } from "../command.ts";
import { flag, texts } from "../option.ts";
import { stateOptions } from "../runs/state-filter.ts";

export const flowRunDelete = defineCommand({
  description:
    "Deletes flow runs with their tasks, states and logs: those that are named, or those that a filter fits. It cannot be undone, so it asks first; without a terminal it needs --yes.",
  arguments: [{ term: "[runs...]", description: "ids, beginnings of ids, or names" }],
  options: {
    flowNames: texts("--flow-name <name>", "runs of this flow; repeatable"),
    ...stateOptions,
    yes: flag("-y, --yes", "do not ask"),
  },
  examples: [
    ["tutti flow-run delete brave-otter", "asks first"],
    ["tutti flow-run delete brave-otter --yes", "in a script"],
    ["tutti flow-run delete --state Crashed --yes", "all that crashed"],
  ],
  async run(context, { args, options }) {
    const { removeFlowRuns } = await import("../runs/remove-flow-run.ts");
    return removeFlowRuns(context, args, options);
  },
});
