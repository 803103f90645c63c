import { filterFlowRuns } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { defineCommand } from "../command.ts";
import { count, outputOption, texts } from "../option.ts";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { flowNames } from "../runs/flow-names.ts";
import { readPages } from "../runs/read-pages.ts";
import { elapsedText, startText } from "../runs/run-times.ts";
import { stateCondition, stateOptions } from "../runs/state-filter.ts";
import { stateOf, stateText } from "../runs/state-text.ts";

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
  async run({ output, connect }, { options }) {
    const api = await connect();
    const state = stateCondition(options);
    const filter = {
      ...(state === null ? {} : { flow_runs: { state } }),
      ...(options.flowNames.length === 0 ? {} : { flows: { name: { any_: [...options.flowNames] } } }),
    };
    const runs = await readPages(options.limit, (page) =>
      filterFlowRuns(api, { ...filter, sort: "EXPECTED_START_TIME_DESC", ...page }),
    );
    if (options.output === "json") output.json(runs);
    else await printRuns(runs, api, output, Object.keys(filter).length > 0);
  },
});

async function printRuns(runs: readonly FlowRun[], api: ApiClient, output: Output, isFiltered: boolean): Promise<void> {
  const names = await flowNames(
    api,
    runs.map((run) => run.flow_id),
  );
  const nowMs = Date.now();
  output.table(
    runs,
    [
      { header: "NAME", cell: ({ name }) => output.style("bold", oneLine(name)), shrinks: true },
      { header: "FLOW", cell: ({ flow_id }) => oneLine(names.get(flow_id) ?? ""), shrinks: true },
      { header: "STATE", cell: (run) => stateText(stateOf(run), output) },
      { header: "STARTED", cell: (run) => startText(run, output, nowMs) },
      { header: "TOOK", cell: (run) => elapsedText(run, nowMs), align: "right" },
      { header: "ID", cell: ({ id }) => output.style("dim", id) },
    ],
    isFiltered ? "No runs fit." : "No runs yet. Run a flow: node flow.ts",
  );
}
