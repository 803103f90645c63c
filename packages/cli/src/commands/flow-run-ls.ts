import { defineCommand } from "../command.ts";
import { count, outputOption, texts } from "../option.ts";
import { stateOptions } from "../runs/state-filter.ts";

export const flowRunLs = defineCommand({
  description: "Lists flow runs, the newest first.",
  options: {
    flowNames: texts("--flow-name <name>", "only runs of this flow; repeatable"),
    ...stateOptions,
    limit: count("-l, --limit <count>", "how many runs to list", { min: 1, fallback: 15 }),
    output: outputOption,
  },
  examples: [
    ["tutti flow-run ls", "the newest runs"],
    ["tutti flow-run ls --state-type FAILED --state-type CRASHED", "what went wrong"],
    ["tutti flow-run ls --flow-name main-flow -l 5", "the last five of one flow"],
    ["tutti flow-run ls -o json | jq -r '.[].id'", "their ids, one a line"],
  ],
  async run(context, { options }) {
    const { listFlowRuns } = await import("../runs/list-flow-runs.ts");
    return listFlowRuns(context, options);
  },
});
