import { callHooks, hooksFor } from "../hooks.ts";
import { type Outcome, State, type StateSummary } from "../state.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import type { OpenedRun } from "./opened-run.ts";

/** Calls the hooks of the state the flow run just came into; `outcome` is asked for only when there are any. */
export async function flowHooks(
  run: OpenedRun,
  scope: FlowRunScope,
  summary: StateSummary,
  outcome: () => Outcome<unknown>,
): Promise<void> {
  const hooks = hooksFor(run.flow.options, summary.type);
  if (hooks.length === 0) return;
  await callHooks(hooks, run.flow, scope.info, new State(summary, outcome()), scope.logger);
}
