import type { Deps } from "../deps.ts";
import { insertNew } from "../store/row-writes.ts";
import { toJson } from "../store/rows/json-column.ts";
import type { Tx } from "./command.ts";

/** What happened to an object that is not a run: `prefect.flow.created` and the like. */
export interface LifecycleEvent {
  /** As in `prefect.flow`. */
  readonly kind: string;
  readonly verb: "created" | "updated" | "deleted";
  readonly id: string;
  readonly name: string;
  readonly payload: Record<string, unknown>;
  /** Other objects that have a part in it. */
  readonly related?: readonly Record<string, string>[];
}

/** Writes the event in the transaction that makes it true (E2). */
export async function emitLifecycleEvent(tx: Tx, deps: Deps, event: LifecycleEvent): Promise<void> {
  const now = deps.now();
  const resource_id = `${event.kind}.${event.id}`;
  await insertNew(tx, "event", {
    id: deps.newId(),
    occurred: now,
    received: now,
    event: `${event.kind}.${event.verb}`,
    resource_id,
    resource: toJson({ "prefect.resource.id": resource_id, "prefect.resource.name": event.name }),
    related: toJson([...(event.related ?? [])]),
    payload: toJson(event.payload),
    follows: null,
  });
}
