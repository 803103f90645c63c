import type { JsonText, RunState } from "./run-state.ts";

/** Whether the data only marks a result that was not kept. Such data is echoed to its sender and never stored. */
export function isUnpersisted(data: JsonText): boolean {
  if (!data.includes('"unpersisted"')) return false;
  const value: unknown = JSON.parse(data);
  return typeof value === "object" && value !== null && "type" in value && value.type === "unpersisted";
}

/** Whether a later attempt, or another run, could read a result from this state. */
export function hasResult(state: RunState): boolean {
  return "data" in state && state.data !== null && !isUnpersisted(state.data);
}
