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

// By type as well: people name the states that their functions return as they like.
const NAMED_TONES: ReadonlyMap<string, Tone> = new Map([
  ["SCHEDULED Late", "late"],
  ["SCHEDULED AwaitingRetry", "retrying"],
  ["SCHEDULED Recovering", "retrying"],
  ["COMPLETED Cached", "cached"],
]);

/** A run without a state yet counts as pending. */
export function toneOf(type: StateType | null, name: string | null): Tone {
  if (type === null) return "pending";
  return NAMED_TONES.get(`${type} ${name}`) ?? TONES[type];
}

const ONE_WORD = /^([A-Z][a-z]+)+$/;

/** `AwaitingRetry` → `Awaiting retry`. A name of other words than these is somebody's own, and stays as it is. */
export function stateWords(type: StateType | null, name: string | null): string {
  if (name === "AwaitingConcurrencySlot") return "Awaiting a slot";
  if (name !== null && !ONE_WORD.test(name)) return name;
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
