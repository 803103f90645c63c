import { defineCommand } from "../command.ts";
import { count, outputOption, text, texts } from "../option.ts";
import { stateOptions } from "../runs/state-filter.ts";

export const taskRunLs = defineCommand({
  description: "Lists task runs, the newest first.",
  options: {
    flowRun: text("--flow-run <run>", "only tasks of this flow run: its id, its beginning, or its name"),
    names: texts("--task-run-name <name>", "only task runs of this name; repeatable"),
    ...stateOptions,
    limit: count("-l, --limit <count>", "how many task runs to list", { min: 1, fallback: 15 }),
    output: outputOption,
  },
  examples: [
    ["tutti task-run ls", "the newest task runs"],
    ["tutti task-run ls --flow-run brave-otter -l 1000", "all of one flow run"],
    ["tutti task-run ls --state-type FAILED -o json", "failures, for a program"],
  ],
  async run(context, { options }) {
    const { listTaskRuns } = await import("../runs/list-task-runs.ts");
    return listTaskRuns(context, options);
  },
});
