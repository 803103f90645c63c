import { insertEvents, type NewEvent } from "../../store/event-writes.ts";
import { relatedIdsOf } from "../../store/related-ids.ts";
import type { CommittedEvent } from "../../store/rows/event-row.ts";
import { toJson } from "../../store/rows/json-column.ts";
import type { Tx } from "../command.ts";

/** Writes an event of the server's own in the transaction that makes it true (E2). */
export async function insertEvent(tx: Tx, event: CommittedEvent): Promise<void> {
  await insertEvents(tx, [newEvent(event)]);
}

/** The same as the tables take it. */
export function newEvent({ resource, related, payload, ...rest }: CommittedEvent): NewEvent {
  const row = {
    ...rest,
    resource_id: resource["prefect.resource.id"] ?? "",
    resource: toJson({ ...resource }),
    related: toJson(related.map((labels) => ({ ...labels }))),
    payload: toJson({ ...payload }),
  };
  return { row, relatedIds: relatedIdsOf(related) };
}
