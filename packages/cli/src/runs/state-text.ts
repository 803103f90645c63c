import { defaultStateName, isTerminal, type StateType } from "@tutti/core/state-type";
import type { Output, Style } from "../output.ts";
import { oneLine } from "../plain-text.ts";

const STYLES: Record<StateType, Style> = {
  SCHEDULED: "yellow",
  PENDING: "gray",
  RUNNING: "blue",
  COMPLETED: "green",
  FAILED: "red",
  CANCELLED: "gray",
  CRASHED: "magenta",
  PAUSED: "yellow",
  CANCELLING: "gray",
};

interface StateSummary {
  readonly type: StateType | null;
  readonly name: string | null;
}

/** A state's name in the colour of its type. A run that never had a state says so. */
export function stateText({ type, name }: StateSummary, output: Output): string {
  if (type === null) return output.style("dim", "none");
  return output.style(STYLES[type], oneLine(name ?? defaultStateName(type)));
}

/** The state that a flow run's or a task run's record carries. */
export function stateOf(run: {
  readonly state_type: StateType | null;
  readonly state_name: string | null;
}): StateSummary {
  return { type: run.state_type, name: run.state_name };
}

/** Whether a run has ended, for good unless it is retried. */
export function isOver(run: { readonly state_type: StateType | null }): boolean {
  return run.state_type !== null && isTerminal(run.state_type);
}
