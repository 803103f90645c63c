import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { eventsAfter, type CommittedEvents, type EventPosition } from "../../committed-events.ts";
import type { Database } from "../../tables.ts";

export async function readEventsAfter(
  db: Kysely<Database>,
  _deps: Deps,
  params: { position: EventPosition; limit: number },
): Promise<CommittedEvents> {
  return eventsAfter(db, params.position, params.limit);
}
