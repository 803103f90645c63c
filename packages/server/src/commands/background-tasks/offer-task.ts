import { addSeconds } from "@tutti/core/instant";
import type { TaskRun } from "@tutti/core/wire/task-run";
import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { dialectOf, sharedNow } from "../../store/dialect.ts";
import { oneOf } from "../../store/filters/condition.ts";
import { taskRunFromRow } from "../../store/rows/task-run-row.ts";
import type { Outcome, Tx } from "../command.ts";
import { currentTaskRunState, loadTaskRun } from "../task-runs/load-task-run.ts";

/** A worker that has not answered by then, nor was heard of (`noteTaskWorker`), is gone, or as good as. */
export const ANSWER_WITHIN_SECONDS = 30;

/**
 * Offers a connection the next task run of these tasks; null when none waits. Nobody else is offered it until the
 * connection has answered (`answerTaskOffer`) or its time is over: then the run may be offered twice, and the proposal
 * to be Pending tells who executes it. One that was begun, and whose worker is gone, is queued again first
 * (`recoverBackgroundTask`).
 */
export async function offerTask(
  tx: Tx,
  deps: Deps,
  { connection, keys }: { connection: string; keys: readonly string[] },
): Promise<Outcome<TaskRun | null>> {
  for (;;) {
    const next = await nextOf(tx, deps, keys);
    if (next === undefined) return { result: null };
    const run = await loadTaskRun(tx, next);
    if (run?.row.state_type !== "SCHEDULED") {
      // Cancelled, or begun some other way: nobody has to take it.
      await tx.deleteFrom("background_task").where("task_run_id", "=", next).execute();
      continue;
    }
    const offered_until = addSeconds(await sharedNow(tx, deps), ANSWER_WITHIN_SECONDS);
    await tx
      .updateTable("background_task")
      .set({ offered_to: connection, offered_until })
      .where("task_run_id", "=", next)
      .execute();
    return { result: taskRunFromRow(run.row, await currentTaskRunState(tx, run.row), deps.now()) };
  }
}

/** The first of those tasks' runs that nobody is offered. */
async function nextOf(tx: Tx, deps: Deps, keys: readonly string[]): Promise<string | undefined> {
  const now = await sharedNow(tx, deps);
  const next = await tx
    .selectFrom("background_task")
    .innerJoin("task_run", "task_run.id", "background_task.task_run_id")
    .select("task_run_id")
    .where(oneOf(dialectOf(tx), sql.ref("background_task.task_key"), keys))
    .where((where) => where.or([where("offered_until", "is", null), where("offered_until", "<=", now)]))
    .where((where) =>
      where.or([where("offered_to", "is", null), where("task_run.state_type", "not in", ["PENDING", "RUNNING"])]),
    )
    .orderBy("is_retry", "desc")
    .orderBy("queued_at")
    .orderBy("task_run_id")
    .limit(1)
    .forUpdate("background_task")
    .skipLocked()
    .executeTakeFirst();
  return next?.task_run_id;
}
