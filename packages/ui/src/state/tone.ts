import type { StateType } from "@tutti/core/state-type";

/** What a state looks like: one colour and one icon each. */
export type Tone =
  | "scheduled"
  | "late"
  | "retrying"
  | "pending"
  | "running"
  | "completed"
  | "cached"
  | "failed"
  | "crashed"
  | "paused"
  | "cancelling"
  | "cancelled";

const TONES: Record<StateType, Tone> = {
  SCHEDULED: "scheduled",
  PENDING: "pending",
  RUNNING: "running",
  COMPLETED: "completed",
  FAILED: "failed",
  CANCELLED: "cancelled",
  CRASHED: "crashed",
  PAUSED: "paused",
  CANCELLING: "cancelling",
};

const NAMED_TONES: Record<string, Tone> = {
  Late: "late",
  AwaitingRetry: "retrying",
  Recovering: "retrying",
  Cached: "cached",
};

/** A run without a state yet counts as pending. */
export function toneOf(type: StateType | null, name: string | null): Tone {
  if (name !== null && NAMED_TONES[name] !== undefined) return NAMED_TONES[name];
  return type === null ? "pending" : TONES[type];
}

/** `AwaitingRetry` → `Awaiting retry`. */
export function stateWords(type: StateType | null, name: string | null): string {
  if (name === "AwaitingConcurrencySlot") return "Awaiting a slot";
  const raw = name ?? (type === null ? "No state" : type.toLowerCase());
  const words = raw.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The state types in the order in which people look for them. */
export const STATE_ORDER = [
  "RUNNING",
  "FAILED",
  "CRASHED",
  "PENDING",
  "SCHEDULED",
  "PAUSED",
  "CANCELLING",
  "CANCELLED",
  "COMPLETED",
] as const satisfies StateType[];
