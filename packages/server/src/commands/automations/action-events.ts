import { chainLabels } from "@tutti/core/automation/firing-chain";
import { secondsBetween } from "@tutti/core/instant";
import type { Deps } from "../../deps.ts";
import type { CommittedEvent } from "../../store/rows/event-row.ts";
import type { Tx } from "../command.ts";
import { insertEvent } from "../events/insert-event.ts";
import { relatedResource } from "../flow-runs/related-resources.ts";
import type { ActionReport, EventInvocation } from "./action-report.ts";

/** An event follows the one that triggered it only for so long. */
const FOLLOWS_WITHIN_SECONDS = 300;

/** Tells that the action was asked for, and what became of it: `failure` is null when it was carried out. */
export async function emitActionEvents(
  tx: Tx,
  deps: Deps,
  invocation: EventInvocation,
  report: ActionReport,
  failure: string | null,
): Promise<void> {
  const { triggered } = invocation;
  const asked = deps.newId();
  const details = {
    action_index: invocation.index,
    action_type: invocation.action.type,
    invocation: invocation.id,
  };
  const common = { received: deps.now(), resource: resourceOf(invocation), related: relatedOf(invocation, report) };
  await insertEvent(tx, {
    ...common,
    id: asked,
    occurred: triggered,
    event: "prefect.automation.action.triggered",
    payload: details,
    follows: followed(invocation),
  });
  await insertEvent(tx, {
    ...common,
    id: deps.newId(),
    occurred: deps.now(),
    event: `prefect.automation.action.${failure === null ? "executed" : "failed"}`,
    payload: { ...details, ...(failure === null ? {} : { reason: failure }), ...report.details },
    follows: asked,
  });
}

function resourceOf({ automation, firing }: EventInvocation): CommittedEvent["resource"] {
  const { trigger } = automation;
  return {
    "prefect.resource.id": `prefect.automation.${automation.id}`,
    "prefect.resource.name": automation.name,
    "prefect.trigger-type": trigger.type,
    ...(trigger.type === "event" ? { "prefect.posture": trigger.posture } : {}),
    ...chainLabels(firing),
  };
}

function relatedOf({ event, firingEventId }: EventInvocation, { related }: ActionReport): CommittedEvent["related"] {
  return [
    ...related,
    relatedResource("automation-triggered-event", `prefect.event.${firingEventId}`),
    ...(event === null ? [] : [relatedResource("triggering-event", `prefect.event.${event.id}`)]),
  ];
}

function followed({ event, triggered }: EventInvocation): string | null {
  if (event === null) return null;
  return Math.abs(secondsBetween(triggered, event.occurred)) < FOLLOWS_WITHIN_SECONDS ? event.id : null;
}
