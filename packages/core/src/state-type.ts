/** The nine state types of Prefect's protocol, in its own order. */
export const STATE_TYPES = [
  "SCHEDULED",
  "PENDING",
  "RUNNING",
  "COMPLETED",
  "FAILED",
  "CANCELLED",
  "CRASHED",
  "PAUSED",
  "CANCELLING",
] as const;

export type StateType = (typeof STATE_TYPES)[number];

export const TERMINAL_STATE_TYPES = ["COMPLETED", "FAILED", "CANCELLED", "CRASHED"] as const satisfies StateType[];
export type TerminalStateType = (typeof TERMINAL_STATE_TYPES)[number];

export function isTerminal(type: StateType): type is TerminalStateType {
  return (TERMINAL_STATE_TYPES as readonly StateType[]).includes(type);
}

/**
 * Whether a run came to this end by itself, so that whoever goes on with its flow is given it. Cancelled and Crashed is also
 * what is left behind unfinished: then the state carries no error.
 */
export function isOwnEnd(type: StateType, carriesError: boolean): boolean {
  if (type === "CANCELLED" || type === "CRASHED") return carriesError;
  return type === "COMPLETED" || type === "FAILED";
}

/** The name a state has when none is given: its type, capitalised. */
export function defaultStateName(type: StateType): string {
  return type.charAt(0) + type.slice(1).toLowerCase();
}
