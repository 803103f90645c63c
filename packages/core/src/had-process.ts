import { isSuspended, type RunState } from "./run-state.ts";
import { isTerminal } from "./state-type.ts";
import type { FlowRunPolicy } from "./wire/flow-run.ts";

/**
 * Whether a process was executing the run, so that it can be gone: not when the run merely waits to be handed out, is
 * suspended, or has ended.
 */
export function hadProcess(policy: FlowRunPolicy, state: RunState | null): boolean {
  if (state === null || isTerminal(state.type)) return false;
  if (state.type === "SCHEDULED") return policy.retry_type === "in_process";
  return !isSuspended(state);
}
