import { filterFlowRuns } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { CommandContext } from "../context.ts";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { flowNames } from "./flow-names.ts";
import { readPages } from "./read-pages.ts";
import { elapsedText, startText } from "./run-times.ts";
import { stateCondition } from "./state-filter.ts";
import { stateOf, stateText } from "./state-text.ts";

export interface FlowRunListOptions {
  readonly flowNames: readonly string[];
  readonly states: readonly string[];
  readonly stateTypes: readonly string[];
  readonly limit: number;
  readonly output: string | null;
}

export async function listFlowRuns({ output, connect }: CommandContext, options: FlowRunListOptions): Promise<void> {
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
}

async function printRuns(runs: readonly FlowRun[], api: ApiClient, output: Output, isFiltered: boolean): Promise<void> {
  const names = await flowNames(
    api,
    runs.map((run) => run.flow_id),
  );
  const nowMs = Date.now();
  output.table(
    runs,
    [
      { header: "NAME", cell: ({ name }) => output.style("bold", oneLine(name)), shrinks: "last" },
      { header: "FLOW", cell: ({ flow_id }) => oneLine(names.get(flow_id) ?? ""), shrinks: true },
      { header: "STATE", cell: (run) => stateText(stateOf(run), output) },
      { header: "STARTED", cell: (run) => startText(run, output, nowMs) },
      { header: "TOOK", cell: (run) => elapsedText(run, nowMs), align: "right" },
      { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
    ],
    isFiltered ? "No runs fit." : "No runs yet. Run a flow: node flow.ts",
  );
}
