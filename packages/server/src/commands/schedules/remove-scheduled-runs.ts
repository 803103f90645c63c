import type { Instant } from "@tutti/core/instant";
import type { LiveChange } from "@tutti/core/wire/live";
import { sql } from "kysely";
import type { Tx } from "../command.ts";
import { removeUnbegunRuns } from "../flow-runs/remove-flow-runs.ts";

/** Which of a deployment's runs that have not begun: those the scheduler made, and of these only later ones. */
export interface ScheduledRuns {
  readonly deploymentId: string;
  readonly autoScheduledOnly: boolean;
  readonly after: Instant | null;
}

/** Deletes runs that wait for their time. One that waits for a slot has been taken once, and stays. */
export async function removeScheduledRuns(tx: Tx, which: ScheduledRuns): Promise<LiveChange[]> {
  let query = tx
    .selectFrom("flow_run")
    .select("id")
    .where("deployment_id", "=", which.deploymentId)
    .where("state_type", "=", sql.lit("SCHEDULED"))
    .where("deployment_id", "is not", null)
    .where("state_name", "<>", "AwaitingConcurrencySlot")
    .where("run_count", "=", 0);
  if (which.autoScheduledOnly) query = query.where("auto_scheduled", "=", 1);
  if (which.after !== null) query = query.where("next_scheduled_start_time", ">", which.after);
  // Locked: one that somebody takes at this moment no longer waits for its time when the other is done with it.
  const runs = await query.orderBy("id").forUpdate().execute();
  return removeUnbegunRuns(
    tx,
    runs.map((run) => run.id),
  );
}
