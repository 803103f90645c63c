import type { TakenLimit } from "@tutti/core/wire/concurrency-limit";
import type { Connection } from "../connection.ts";
import type { RunContext } from "../engine/run-context.ts";
import { eventMessage, type KnownEvent } from "../events/new-event.ts";
import { runResources } from "../events/run-resources.ts";

type Phase = "acquired" | "released";

/**
 * Tells, as Prefect's client does, that slots were taken or given back: an event for each limit, related to the others and to
 * the run. `before` are the events of the other end, which these follow.
 */
export async function tellLimits(
  phase: Phase,
  limits: readonly TakenLimit[],
  slots: number,
  context: RunContext,
  { session }: Connection,
  before: ReadonlyMap<string, KnownEvent> = new Map(),
): Promise<Map<string, KnownEvent>> {
  const around = await runResources(context);
  const told = new Map<string, KnownEvent>();
  for (const limit of limits) {
    const event = {
      event: `prefect.concurrency-limit.${phase}`,
      resource: {
        "prefect.resource.id": resourceId(limit),
        "prefect.resource.name": limit.name,
        "slots-acquired": String(slots),
        limit: String(limit.limit),
      },
      related: limits.filter((other) => other.id !== limit.id).map(relatedLimit),
      follows: before.get(limit.id),
    };
    const { message, known } = eventMessage(event, around);
    session.post(message, () => undefined);
    told.set(limit.id, known);
  }
  return told;
}

function relatedLimit(limit: TakenLimit): Record<string, string> {
  return { "prefect.resource.id": resourceId(limit), "prefect.resource.role": "concurrency-limit" };
}

function resourceId({ id }: TakenLimit): string {
  return `prefect.concurrency-limit.${id}`;
}
