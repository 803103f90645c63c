import { eventTriggersOf } from "@tutti/core/automation/trigger-tree";
import type { Instant } from "@tutti/core/instant";
import type { Automation } from "@tutti/core/wire/automation";
import type { EventTrigger } from "@tutti/core/wire/trigger";
import { feedEnd } from "../../store/committed-events.ts";
import { automationFromRow } from "../../store/rows/automation-row.ts";
import type { CommittedEvent } from "../../store/rows/event-row.ts";
import type { Tx } from "../command.ts";
import { lockCursor, moveCursor } from "../events/event-cursor.ts";
import { isAnyEnabled } from "./any-automation.ts";

/** Under which name the triggers keep how far they have read the events. */
export const TRIGGERS_CURSOR = "automation-triggers";

/** An automation whose triggers are looked at. */
export interface WatchingAutomation {
  readonly automation: Automation;
  /** Since when it stands as it does: what was received before is none of its business. */
  readonly since: Instant;
  readonly triggers: readonly EventTrigger[];
}

export async function watchingAutomations(tx: Tx): Promise<WatchingAutomation[]> {
  const rows = await tx.selectFrom("automation").selectAll().where("enabled", "=", 1).orderBy("id").execute();
  return rows.map((row) => {
    const automation = automationFromRow(row);
    return { automation, since: row.updated, triggers: eventTriggersOf(automation.trigger) };
  });
}

/**
 * Nobody reads the events for triggers while no automation is enabled. Whoever enables one calls this before: then they
 * are read from here on. Where one is enabled already nothing is to be done, nor a round that looks at events waited for:
 * such a round sees every automation that was committed before the events that it looks at.
 */
export async function beginToWatch(tx: Tx): Promise<void> {
  if (await isAnyEnabled(tx)) return;
  await lockCursor(tx, TRIGGERS_CURSOR);
  if (!(await isAnyEnabled(tx))) await moveCursor(tx, TRIGGERS_CURSOR, await feedEnd(tx));
}

/** Whether the event may trigger the automation at all: not what happened before it, nor what tells of itself. */
export function isConcernedWith({ automation, since }: WatchingAutomation, event: CommittedEvent): boolean {
  // An automation for every event would else be triggered by its own triggering, without end.
  const tellsOfItself = event.resource["prefect.resource.id"] === `prefect.automation.${automation.id}`;
  return event.received >= since && !tellsOfItself;
}
