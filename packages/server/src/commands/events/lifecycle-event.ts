import type { Deps } from "../../deps.ts";
import type { Tx } from "../command.ts";
import { insertEvent } from "./insert-event.ts";

/** What happened to an object that is not a run: `prefect.flow.created` and the like. */
export interface LifecycleEvent {
  /** As in `prefect.flow`. */
  readonly kind: string;
  /** `secrets-read` is Tutti's own: a client was shown the secrets of a block. */
  readonly verb: "created" | "updated" | "deleted" | "ready" | "not-ready" | "paused" | "secrets-read";
  readonly id: string;
  readonly name: string;
  readonly payload: Record<string, unknown>;
  /** What the resource says of the object besides its id and name. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Other objects that have a part in it. */
  readonly related?: readonly Record<string, string>[];
  /** The event before it in the object's life. */
  readonly follows?: string | null;
}

/** Writes the event in the transaction that makes it true (E2), and answers its id. */
export async function emitLifecycleEvent(tx: Tx, deps: Deps, event: LifecycleEvent): Promise<string> {
  const now = deps.now();
  const id = deps.newId();
  await insertEvent(tx, {
    id,
    occurred: now,
    received: now,
    event: `${event.kind}.${event.verb}`,
    resource: {
      "prefect.resource.id": `${event.kind}.${event.id}`,
      "prefect.resource.name": event.name,
      ...event.labels,
    },
    related: event.related ?? [],
    payload: event.payload,
    follows: event.follows ?? null,
  });
  return id;
}
