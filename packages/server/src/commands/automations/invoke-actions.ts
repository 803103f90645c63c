import type { ActionInvocation } from "@tutti/core/automation/action-invocation";
import { chainLabels } from "@tutti/core/automation/firing-chain";
import type { Automation } from "@tutti/core/wire/automation";
import type { AutomationAction } from "@tutti/core/wire/automation-action";
import type { Deps } from "../../deps.ts";
import { insertNew } from "../../store/row-writes.ts";
import { eventMessage, type CommittedEvent } from "../../store/rows/event-row.ts";
import { toJson } from "../../store/rows/json-column.ts";
import type { Tx } from "../command.ts";
import { insertEvent } from "../events/insert-event.ts";
import { relatedResource } from "../flow-runs/related-resources.ts";
import type { EventFiring } from "./fire-trigger.ts";

/** Tells that the automation is triggered, and asks for each of its actions, in this transaction. */
export async function invokeActions(tx: Tx, deps: Deps, automation: Automation, firing: EventFiring): Promise<void> {
  const told = firingEvent(deps, automation, firing);
  await insertEvent(tx, told);
  const asked: (readonly [AutomationAction, CommittedEvent | null])[] = [
    ...automation.actions.map((action) => [action, firing.event] as const),
    ...automation.actions_on_trigger.map((action) => [action, told] as const),
  ];
  for (const [index, [action, event]] of asked.entries()) {
    const { triggered } = firing;
    const id = deps.newId();
    const invocation: ActionInvocation<CommittedEvent> = {
      id,
      automation,
      firing,
      action,
      index,
      triggered,
      event,
      firingEventId: told.id,
    };
    await insertNew(tx, "automation_invocation", {
      id,
      created: deps.now(),
      invocation: toJson(invocation),
      taken_at: null,
    });
  }
}

function firingEvent(deps: Deps, automation: Automation, firing: EventFiring): CommittedEvent {
  const { trigger, triggered, labels, event } = firing;
  return {
    id: deps.newId(),
    occurred: triggered,
    received: triggered,
    event: "prefect.automation.triggered",
    resource: {
      "prefect.resource.id": `prefect.automation.${automation.id}`,
      "prefect.resource.name": automation.name,
      ...(trigger.type === "event" ? { "prefect.posture": trigger.posture } : {}),
      ...chainLabels(firing),
    },
    related: event === null ? [] : [relatedResource("triggering-event", `prefect.event.${event.id}`)],
    payload: { triggering_labels: labels, triggering_event: event === null ? null : eventMessage(event) },
    follows: null,
  };
}
