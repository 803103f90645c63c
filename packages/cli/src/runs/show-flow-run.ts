import { readFlow } from "@tutti/client/flows";
import { readFlowRunStates } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { filterTaskRuns } from "@tutti/client/task-runs";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { TaskRun } from "@tutti/core/wire/task-run";
import type { CommandContext } from "../context.ts";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { showOne } from "../show-one.ts";
import { uiAddress } from "@tutti/client/ui-address";
import { findFlowRun } from "./find-flow-run.ts";
import { elapsedText, timeText } from "./run-times.ts";
import { messageText, printStateHistory } from "./state-history.ts";
import { stateOf, stateText } from "./state-text.ts";
import { whyItWaits } from "./why-it-waits.ts";

const TASKS_SHOWN = 20;

export async function showFlowRun(
  { output, connect }: CommandContext,
  reference: string,
  options: { readonly web: boolean; readonly output: string | null },
): Promise<void> {
  const api = await connect();
  const run = await findFlowRun(api, reference);
  const url = await uiAddress(api, `/runs/flow-run/${run.id}`);
  await showOne(output, { value: run, url, print: () => printRun(run, url, api, output) }, options);
}

async function printRun(run: FlowRun, url: string, api: ApiClient, output: Output): Promise<void> {
  const nowMs = Date.now();
  const [flow, states, tasks, waiting] = await Promise.all([
    readFlow(api, run.flow_id),
    readFlowRunStates(api, run.id),
    readTasks(api, run.id),
    whyItWaits(api, run, nowMs),
  ]);
  output.line(`${output.style("bold", oneLine(run.name))}  ${stateText(stateOf(run), output)}`);
  output.line();
  output.facts([
    ["Flow", oneLine(flow.name)],
    ["Id", run.id],
    ["Message", messageText(run.state)],
    ["Waiting", waiting === null ? null : oneLine(waiting.words)],
    ["To go on", waiting?.command ?? null],
    ["Expected", run.start_time === null ? timeText(run.expected_start_time, nowMs) : null],
    ["Started", timeText(run.start_time, nowMs)],
    ["Ended", timeText(run.end_time, nowMs)],
    ["Took", elapsedText(run, nowMs) || null],
    ["Attempts", String(run.run_count)],
    ["Tags", run.tags.length === 0 ? null : run.tags.map(oneLine).join(", ")],
    ["Parameters", isEmpty(run.parameters) ? null : oneLine(JSON.stringify(run.parameters))],
    ["Parent", run.parent_task_run_id === null ? null : `task run ${run.parent_task_run_id}`],
    ["Dashboard", url],
  ]);
  printTasks(tasks, output, nowMs);
  printStateHistory(states, output);
}

function readTasks(api: ApiClient, flowRunId: string): Promise<TaskRun[]> {
  return filterTaskRuns(api, {
    task_runs: { flow_run_id: { any_: [flowRunId] } },
    sort: "EXPECTED_START_TIME_ASC",
    limit: TASKS_SHOWN + 1,
  });
}

function printTasks(tasks: readonly TaskRun[], output: Output, nowMs: number): void {
  if (tasks.length === 0) return;
  output.line(`\n${output.style("bold", "Tasks")}`);
  output.table(
    tasks.slice(0, TASKS_SHOWN),
    [
      { header: "NAME", cell: ({ name }) => oneLine(name), shrinks: "last" },
      { header: "STATE", cell: (run) => stateText(stateOf(run), output) },
      { header: "TOOK", cell: (run) => elapsedText(run, nowMs), align: "right" },
      { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
    ],
    "None.",
  );
  if (tasks.length > TASKS_SHOWN)
    output.line(output.style("dim", "… more: tutti task-run ls --flow-run <run> -l 1000"));
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}
