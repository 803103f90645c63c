import { filterTaskRuns } from "@tutti/client/task-runs";
import type { CommandContext } from "../context.ts";
import { oneLine } from "../plain-text.ts";
import { findFlowRun } from "./find-flow-run.ts";
import { readPages } from "./read-pages.ts";
import { elapsedText, startText } from "./run-times.ts";
import { stateCondition } from "./state-filter.ts";
import { stateOf, stateText } from "./state-text.ts";

export interface TaskRunListOptions {
  readonly flowRun: string | null;
  readonly names: readonly string[];
  readonly states: readonly string[];
  readonly stateTypes: readonly string[];
  readonly limit: number;
  readonly output: string | null;
}

export async function listTaskRuns({ output, connect }: CommandContext, options: TaskRunListOptions): Promise<void> {
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
      { header: "NAME", cell: ({ name }) => output.style("bold", oneLine(name)), shrinks: "last" },
      { header: "STATE", cell: (run) => stateText(stateOf(run), output) },
      { header: "STARTED", cell: (run) => startText(run, output, nowMs) },
      { header: "TOOK", cell: (run) => elapsedText(run, nowMs), align: "right" },
      { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
    ],
    Object.keys(filter.task_runs).length > 0 ? "No task runs fit." : "No task runs yet.",
  );
}
