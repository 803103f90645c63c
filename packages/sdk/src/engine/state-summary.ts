import type { RunState } from "@tutti/core/run-state";
import type { StateSummary } from "../state.ts";

/** The name of a completed step whose transaction was rolled back: it is run again when the flow is. */
export const ROLLED_BACK = "RolledBack";

/** The state as the SDK's users see it. */
export function summaryOf(state: RunState): StateSummary {
  const { id, type, name, message } = state;
  return { id, type, name, message, timestamp: new Date(state.timestamp / 1000) };
}
