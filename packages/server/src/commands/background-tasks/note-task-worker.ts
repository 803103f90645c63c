import { addSeconds } from "@tutti/core/instant";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import { toJson } from "../../store/rows/json-column.ts";
import type { Outcome, Tx } from "../command.ts";
import { ANSWER_WITHIN_SECONDS } from "./offer-task.ts";

/** Connections of a server that died are forgotten after an hour; long before that they are not told of any more. */
const FORGET_AFTER_SECONDS = 3600;

export interface TaskWorkerNote {
  readonly connection: string;
  readonly identifier: string;
  readonly keys: readonly string[];
  /** A run that it was offered on an earlier connection, and has under way. */
  readonly holding?: string | undefined;
}

/** Notes that a worker is there, on this connection: what it was offered and has not answered stays its own. */
export async function noteTaskWorker(
  tx: Tx,
  deps: Deps,
  { connection, identifier, keys, holding }: TaskWorkerNote,
): Promise<Outcome<null>> {
  const last_seen = await sharedNow(tx, deps);
  await tx.deleteFrom("task_worker").where("last_seen", "<", addSeconds(last_seen, -FORGET_AFTER_SECONDS)).execute();
  await tx
    .insertInto("task_worker")
    .values({ id: connection, identifier, task_keys: toJson([...keys]), last_seen })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ last_seen }))
    .execute();
  const held = tx
    .updateTable("background_task")
    .set({ offered_to: connection, offered_until: addSeconds(last_seen, ANSWER_WITHIN_SECONDS) })
    .where("offered_to", "is not", null);
  await (
    holding === undefined ? held.where("offered_to", "=", connection) : held.where("task_run_id", "=", holding)
  ).execute();
  return { result: null };
}
