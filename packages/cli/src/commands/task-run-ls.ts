import { filterTaskRuns } from "@tutti/client/task-runs";
import { defineCommand } from "../command.ts";
import { count, outputOption, text, texts } from "../option.ts";
import { oneLine } from "../plain-text.ts";
import { findFlowRun } from "../runs/find-flow-run.ts";
import { readPages } from "../runs/read-pages.ts";
import { elapsedText, startText } from "../runs/run-times.ts";
import { stateCondition, stateOptions } from "../runs/state-filter.ts";
import { stateOf, stateText } from "../runs/state-text.ts";

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
  async run({ output, connect }, { options }) {
    const api = await connect();
    const state = stateCondition(options);
    const flowRun = options.flowRun === null ? null : await findFlowRun(api, options.flowRun);
    const filter = {
      task_runs: {
        ...(state === null ? {} : { state }),
        ...(options.names.length === 0 ? {} : { name: { any_: [...options.names] } }),
        ...(flowRun === null ? {} : { flow_run_id: { any_: [flowRun.id] } }),
      },
    };
    const runs = await readPages(options.limit, (page) =>
      filterTaskRuns(api, { ...filter, sort: "EXPECTED_START_TIME_DESC", ...page }),
    );
    if (options.output === "json") {
      output.json(runs);
      return;
    }
    const nowMs = Date.now();
    output.table(
      runs,
      [
        { header: "NAME", cell: ({ name }) => output.style("bold", oneLine(name)), shrinks: true },
        { header: "STATE", cell: (run) => stateText(stateOf(run), output) },
        { header: "STARTED", cell: (run) => startText(run, output, nowMs) },
        { header: "TOOK", cell: (run) => elapsedText(run, nowMs), align: "right" },
        { header: "ID", cell: ({ id }) => output.style("dim", id) },
      ],
      Object.keys(filter.task_runs).length > 0 ? "No task runs fit." : "No task runs yet.",
    );
  },
});
