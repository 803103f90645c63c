import type { TaskRunTable } from "../../store/tables.ts";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import type { Tx } from "../command.ts";

/** Queues a deferred task run, with the state that asks for it. One that is queued already goes to the end of its queue. */
export async function enqueueTask(
  tx: Tx,
  deps: Deps,
  { id, task_key }: Pick<TaskRunTable, "id" | "task_key">,
  queue: "scheduled" | "retry",
): Promise<void> {
  const place = {
    is_retry: queue === "retry" ? 1 : 0,
    queued_at: await sharedNow(tx, deps),
    offered_to: null,
    offered_until: null,
  } as const;
  await tx
    .insertInto("background_task")
    .values({ task_run_id: id, task_key, ...place })
    .onConflict((conflict) => conflict.column("task_run_id").doUpdateSet(place))
    .execute();
}
