import { ApiError } from "@tutti/core/errors";
import { eventInput, type EventInput } from "@tutti/core/wire/event";
import type { SessionNack } from "@tutti/core/wire/session";
import { eventRecord, type EventRecord } from "../commands/event-record.ts";
import { jsonOf } from "./text-frame.ts";

/** As on Prefect's server. */
const EVENT_CHARACTERS_MAX = 1_500_000;

/** An event that cannot be recorded, whoever asks. */
export interface RefusedEvent {
  readonly id: string;
  readonly code: SessionNack["code"];
  readonly detail: string;
}

export type FrameEvent = { readonly record: EventRecord } | { readonly refused: RefusedEvent };

/** Reads a text frame: one event, or an array of them. Null when it is no JSON, so that nothing in it has a name. */
export function readEventFrame(text: string): FrameEvent[] | null {
  const value = jsonOf(text);
  if (typeof value !== "object" || value === null) return null;
  const isLong = text.length > EVENT_CHARACTERS_MAX;
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => readEvent(item, isLong));
}

function readEvent(item: unknown, mayBeTooLarge: boolean): FrameEvent {
  if (mayBeTooLarge && JSON.stringify(item).length > EVENT_CHARACTERS_MAX) {
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
  return typeof item.id === "string" ? item.id : "";
}
