import { addSeconds } from "@tutti/core/instant";
import { LEASE_TTL_SECONDS } from "@tutti/core/lease-ttl";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import type { Outcome, Tx } from "../command.ts";
import { loadTaskRun } from "../task-runs/load-task-run.ts";
import { isBegun } from "./recover-background-task.ts";

/** A worker whose connection ended and that has not come back by then is gone. */
const BACK_WITHIN_SECONDS = LEASE_TTL_SECONDS;

/**
 * A taken task run leaves its queue; one that was offered in vain comes before the others. One that the connection had begun
 * stays its own until its time is over: its worker may come back on another connection, with the run still under way.
 */
export async function answerTaskOffer(
  tx: Tx,
  deps: Deps,
  params: { connection: string; taskRunId: string; isTaken: boolean },
): Promise<Outcome<null>> {
  const { connection, taskRunId, isTaken } = params;
  if (isTaken) {
    await tx
      .deleteFrom("background_task")
      .where("task_run_id", "=", taskRunId)
      .where("offered_to", "=", connection)
      .execute();
    return { result: null };
  }
  const run = await loadTaskRun(tx, taskRunId);
  if (run !== null && isBegun(run)) {
    await tx
      .updateTable("background_task")
      .set({ offered_until: addSeconds(await sharedNow(tx, deps), BACK_WITHIN_SECONDS) })
      .where("task_run_id", "=", taskRunId)
      .where("offered_to", "=", connection)
      .execute();
    return { result: null };
  }
  await tx
    .updateTable("background_task")
    .set({ is_retry: 1, queued_at: await sharedNow(tx, deps), offered_to: null, offered_until: null })
    .where("task_run_id", "=", taskRunId)
    .where("offered_to", "=", connection)
    .execute();
  return { result: null };
}
