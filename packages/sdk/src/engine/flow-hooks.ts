import { callHooks, hooksFor } from "../hooks.ts";
import type { State } from "../state.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import type { OpenedRun } from "./opened-run.ts";

/** Calls the hooks of the state the flow run just came into. */
export async function flowHooks(run: OpenedRun, scope: FlowRunScope, state: State): Promise<void> {
  const hooks = hooksFor(run.flow.options, state.type);
  if (hooks.length === 0) return;
  await callHooks(hooks, run.flow, scope.info, state, scope.logger);
}
