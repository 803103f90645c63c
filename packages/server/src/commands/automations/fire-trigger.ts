import { collectFiring, parentOf } from "@tutti/core/automation/composite";
import type { Firing } from "@tutti/core/automation/firing";
import type { Automation } from "@tutti/core/wire/automation";
import type { CompositeTrigger } from "@tutti/core/wire/trigger";
import type { Deps } from "../../deps.ts";
import type { CommittedEvent } from "../../store/rows/event-row.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import type { Tx } from "../command.ts";
import { invokeActions } from "./invoke-actions.ts";

export type EventFiring = Firing<CommittedEvent>;

/** Lets a trigger fire: what it stands in may fire in turn, and the automation's own trigger asks for the actions. */
export async function fireTrigger(tx: Tx, deps: Deps, automation: Automation, firing: EventFiring): Promise<void> {
  const parent = parentOf(automation.trigger, firing.trigger.id);
  if (parent === null) return invokeActions(tx, deps, automation, firing);
  const { kept, fires } = collectFiring(parent, await readCollection(tx, parent), firing);
  await writeCollection(tx, automation.id, parent, kept);
  if (fires === null) return;
  const { triggered, event } = firing;
  await fireTrigger(tx, deps, automation, {
    id: deps.newId(),
    trigger: parent,
    triggered,
    labels: {},
    firings: fires,
    event,
  });
}

async function readCollection(tx: Tx, trigger: CompositeTrigger): Promise<readonly EventFiring[]> {
  const row = await tx
    .selectFrom("automation_collection")
    .select("firings")
    .where("trigger_id", "=", trigger.id)
    .executeTakeFirst();
  return row === undefined ? [] : fromJson(row.firings);
}

async function writeCollection(
  tx: Tx,
  automationId: string,
  trigger: CompositeTrigger,
  kept: readonly EventFiring[],
): Promise<void> {
  const firings = toJson(kept);
  await tx
    .insertInto("automation_collection")
    .values({ automation_id: automationId, trigger_id: trigger.id, firings })
    .onConflict((conflict) => conflict.column("trigger_id").doUpdateSet({ firings }))
    .execute();
}
