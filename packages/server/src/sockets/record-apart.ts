import { TuttiError } from "@tutti/core/errors";
import type { FastifyBaseLogger } from "fastify";
import type { EventRecord } from "../commands/events/event-record.ts";
import type { RefusedEvent } from "./event-frames.ts";

/** Commits events in order, all or none, and tells which of them were refused: those changed nothing. */
export type RecordEvents = (events: readonly EventRecord[]) => Promise<readonly RefusedEvent[]>;

/**
 * Records events so that one which cannot be recorded, for whatever fault, is refused alone and takes no neighbour with
 * it: its client would send them all again for ever. What a later attempt may cure is thrown instead.
 */
export function recordApart(record: RecordEvents, log: FastifyBaseLogger): RecordEvents {
  return async (events) => {
    try {
      return await record(events);
    } catch (error) {
      if (isCurable(error)) throw error;
      log.error({ err: error }, "recording events one by one");
    }
    const refused: RefusedEvent[] = [];
    for (const event of events) refused.push(...(await recordOne(event, record)));
    return refused;
  };
}

async function recordOne(event: EventRecord, record: RecordEvents): Promise<readonly RefusedEvent[]> {
  try {
    return await record([event]);
  } catch (error) {
    if (isCurable(error)) throw error;
    const detail = error instanceof TuttiError ? error.message : "The server could not record this event.";
    return [{ id: event.row.id, code: "invalid_event", detail }];
  }
}

function isCurable(error: unknown): boolean {
  return error instanceof TuttiError && error.isTransient();
}
