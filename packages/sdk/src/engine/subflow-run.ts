import { filterFlowRuns } from "@tutti/client/flow-runs";
import { TuttiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { AllowedFailure } from "../allow-failure.ts";
import type { State } from "../state.ts";
import type { TaskFuture } from "../task-future.ts";
import { upstreamOf, withResults } from "./call-inputs.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";

/** The run that was made for a call of a subflow, by the task run that holds its place; undefined when there is none. */
export async function earlierRun(parent: FlowRunScope, placeholder: string): Promise<FlowRun | undefined> {
  const [run] = await filterFlowRuns(parent.connection.api, {
    flow_runs: { parent_task_run_id: { any_: [placeholder] } },
    sort: "EXPECTED_START_TIME_DESC",
    limit: 1,
  });
  return run;
}

/** The arguments of a call with the results they wait for. Rejects with `upstream_failed`. */
export async function resolvedArgs(args: readonly unknown[]): Promise<readonly unknown[]> {
  const upstream = upstreamOf(args);
  if (upstream.length === 0) return args;
  const ended = new Map<TaskFuture<unknown>, State>();
  for (const item of upstream) {
    const isAllowed = item instanceof AllowedFailure;
    const future = isAllowed ? item.future : item;
    const state = await future.state();
    if (!isAllowed && state.error !== undefined) {
      throw new TuttiError("upstream_failed", state.error.message, { cause: state.error });
    }
    ended.set(future, state);
  }
  return withResults(args, ended);
}
