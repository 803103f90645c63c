import { readFlowRun } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { readTaskRunStates } from "@tutti/client/task-runs";
import type { TaskRun } from "@tutti/core/wire/task-run";
import type { CommandContext } from "../context.ts";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { showOne } from "../show-one.ts";
import { uiAddress } from "@tutti/client/ui-address";
import { findTaskRun } from "./find-task-run.ts";
import { elapsedText, timeText } from "./run-times.ts";
import { messageText, printStateHistory } from "./state-history.ts";
import { stateOf, stateText } from "./state-text.ts";
import { whyTaskWaits } from "./why-it-waits.ts";

export async function showTaskRun(
  { output, connect }: CommandContext,
  reference: string,
  options: { readonly web: boolean; readonly output: string | null },
): Promise<void> {
  const api = await connect();
  const run = await findTaskRun(api, reference);
  const url = await uiAddress(api, `/runs/flow-run/${run.flow_run_id ?? ""}`);
  await showOne(output, { value: run, url, print: () => printRun(run, api, output) }, options);
}

async function printRun(run: TaskRun, api: ApiClient, output: Output): Promise<void> {
  const nowMs = Date.now();
  const [flowRun, states, waiting] = await Promise.all([
    run.flow_run_id === null ? null : readFlowRun(api, run.flow_run_id),
    readTaskRunStates(api, run.id),
    whyTaskWaits(api, run, nowMs),
  ]);
  output.line(`${output.style("bold", oneLine(run.name))}  ${stateText(stateOf(run), output)}`);
  output.line();
  output.facts([
    ["Task", oneLine(run.task_key)],
    ["Id", run.id],
    ["Flow run", flowRun === null ? null : `${oneLine(flowRun.name)} (${flowRun.id})`],
    ["Message", messageText(run.state)],
    ["Waiting", waiting === null ? null : oneLine(waiting)],
    ["Started", timeText(run.start_time, nowMs)],
    ["Ended", timeText(run.end_time, nowMs)],
    ["Took", elapsedText(run, nowMs) || null],
    ["Attempts", String(run.run_count)],
    ["Tags", run.tags.length === 0 ? null : run.tags.map(oneLine).join(", ")],
    ["Cache key", run.cache_key === null ? null : oneLine(run.cache_key)],
  ]);
  printStateHistory(states, output);
}
