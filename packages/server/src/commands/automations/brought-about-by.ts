import { allEvents } from "@tutti/core/automation/firing";
import { readBroughtAbout } from "@tutti/core/automation/own-doing";
import { objectId, resourceOfKind } from "@tutti/core/automation/trigger-event";
import type { CommittedEvent } from "../../store/rows/event-row.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { Tx } from "../command.ts";
import type { EventFiring } from "./fire-trigger.ts";

/** Runs within runs are followed so far up. */
const LEVELS_MAX = 10;
const RUN = "prefect.flow-run";

/**
 * The automations that led to the event: which changed the run that it tells of, or had the run made, or the one in which
 * that was called. Nobody knows it of a run that was deleted.
 */
export async function broughtAboutBy(tx: Tx, event: CommittedEvent): Promise<string[]> {
  const changed = readBroughtAbout(event.resource);
  if (changed.length > 0) return changed;
  let runId = objectId(resourceOfKind(event, RUN)?.["prefect.resource.id"], RUN);
  for (let level = 0; runId !== null && level < LEVELS_MAX; level++) {
    const run = await runOf(tx, runId);
    if (run === undefined) return [];
    if (run.created_by_type === "AUTOMATION" && run.created_by_id !== null) {
      return [run.created_by_id, ...readBroughtAbout(run.labels === null ? {} : fromJson(run.labels))];
    }
    runId = run.caller;
  }
  return [];
}

function runOf(tx: Tx, id: string) {
  return tx
    .selectFrom("flow_run as run")
    .leftJoin("task_run as task", "task.id", "run.parent_task_run_id")
    .select(["run.created_by_id", "run.created_by_type", "run.labels", "task.flow_run_id as caller"])
    .where("run.id", "=", id)
    .executeTakeFirst();
}

/** The automations that led to the events for which a trigger fired. */
export async function ledToFiring(tx: Tx, firing: EventFiring): Promise<string[]> {
  const led: string[] = [];
  for (const event of allEvents(firing)) led.push(...(await broughtAboutBy(tx, event)));
  return led;
}
