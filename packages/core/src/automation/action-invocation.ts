import type { Instant } from "../instant.ts";
import type { AutomationAction } from "../wire/automation-action.ts";
import type { Automation } from "../wire/automation.ts";
import type { Firing } from "./firing.ts";
import { objectId, resourceOfKind, type TriggerEvent } from "./trigger-event.ts";

/** One action of one firing. */
export interface ActionInvocation<E extends TriggerEvent> {
  readonly id: string;
  /** As it was when it fired. */
  readonly automation: Automation;
  readonly firing: Firing<E>;
  readonly action: AutomationAction;
  /** The action's place among those of the firing. */
  readonly index: number;
  readonly triggered: Instant;
  /** What the action takes for the event that made it happen. */
  readonly event: E | null;
  /** The event that told of the firing. */
  readonly firingEventId: string;
}

/** The kinds of objects that actions find in the event that triggered them. */
export type InferredKind = "deployment" | "work-pool" | "work-queue" | "automation";

/** The object of that kind that the event has to do with; null when it has none. */
export function inferredId(
  event: TriggerEvent | null,
  kind: InferredKind | "flow-run" | "flow" | "task-run",
): string | null {
  const name = `prefect.${kind}`;
  return event === null ? null : objectId(resourceOfKind(event, name)?.["prefect.resource.id"], name);
}

/** The run that the trigger keeps apart by its `for_each`, or else the event's. */
export function flowRunOf<E extends TriggerEvent>({ firing, event }: ActionInvocation<E>): string | null {
  return objectId(firing.labels["prefect.resource.id"], "prefect.flow-run") ?? inferredId(event, "flow-run");
}
