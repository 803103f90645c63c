import { ApiError } from "@tutti/core/errors";
import { eventInput, type EventInput } from "@tutti/core/wire/event";
import type { SessionNack } from "@tutti/core/wire/session";
import { eventRecord, type EventRecord } from "../commands/events/event-record.ts";
import { DEPTH_MAX, isTooDeep } from "../http/json-text.ts";
import { jsonOf } from "./text-frame.ts";

/** As on Prefect's server. */
const EVENT_CHARACTERS_MAX = 1_500_000;
/** More than a session packs into a message: each may be answered, and those of a stranger could be nothing but a digit. */
const EVENTS_MAX = 20_000;
/** An event that is nested deeper than any may be is refused alone, as long as it can be read: its neighbours count. */
const READABLE_DEPTH = 1000;
/** Of what a refusal repeats. */
const ID_CHARACTERS_MAX = 200;

/** An event that cannot be recorded, whoever asks. */
export interface RefusedEvent {
  readonly id: string;
  readonly code: SessionNack["code"];
  readonly detail: string;
}

export type FrameEvent = { readonly record: EventRecord } | { readonly refused: RefusedEvent };

/** Reads a text frame: one event, or an array of them. Null when it is no JSON, so that nothing in it has a name. */
export function readEventFrame(text: string): FrameEvent[] | null {
  const shallow = jsonOf(text);
  const value = shallow ?? jsonOf(text, READABLE_DEPTH);
  if (typeof value !== "object" || value === null) return null;
  const doubts = { isLong: text.length > EVENT_CHARACTERS_MAX, isDeep: shallow === null };
  const items: unknown[] = Array.isArray(value) ? value : [value];
  if (items.length > EVENTS_MAX || (doubts.isDeep && items.every((item) => idOf(item) === ""))) return null;
  return items.map((item) => readEvent(item, doubts));
}

function readEvent(item: unknown, doubts: { readonly isLong: boolean; readonly isDeep: boolean }): FrameEvent {
  if (doubts.isDeep && isTooDeep(item)) {
    return { refused: { id: idOf(item), code: "invalid_event", detail: `Nested more than ${DEPTH_MAX} levels deep` } };
  }
  if (doubts.isLong && JSON.stringify(item).length > EVENT_CHARACTERS_MAX) {
    const detail = `An event may have ${EVENT_CHARACTERS_MAX} characters; keep larger values in result storage.`;
    return { refused: { id: idOf(item), code: "too_large", detail } };
  }
  const parsed = eventInput.safeParse(item);
  if (parsed.success) return recordOf(parsed.data);
  const [issue] = parsed.error.issues;
  const detail = `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not an event"}`;
  return { refused: { id: idOf(item), code: "invalid_event", detail } };
}

function recordOf(event: EventInput): FrameEvent {
  try {
    return { record: eventRecord(event) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { refused: { id: event.id, code: "invalid_event", detail: error.detail } };
  }
}

/** The id as it was sent, so that the client knows which one is meant. */
function idOf(item: unknown): string {
  if (typeof item !== "object" || item === null || !("id" in item)) return "";
  return typeof item.id === "string" ? item.id.slice(0, ID_CHARACTERS_MAX) : "";
}
