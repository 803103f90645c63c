import { addSeconds } from "@tutti/core/instant";
import type { Deps } from "../deps.ts";
import { sharedNow } from "../store/dialect.ts";
import { toJson } from "../store/rows/json-column.ts";
import type { Outcome, Tx } from "./command.ts";

/** Connections of a server that died are forgotten after an hour; long before that they are not told of any more. */
const FORGET_AFTER_SECONDS = 3600;

/** Notes that a worker is there, on this connection. */
export async function noteTaskWorker(
  tx: Tx,
  deps: Deps,
  { connection, identifier, keys }: { connection: string; identifier: string; keys: readonly string[] },
): Promise<Outcome<null>> {
  const last_seen = await sharedNow(tx, deps);
  await tx.deleteFrom("task_worker").where("last_seen", "<", addSeconds(last_seen, -FORGET_AFTER_SECONDS)).execute();
  await tx
    .insertInto("task_worker")
    .values({ id: connection, identifier, task_keys: toJson([...keys]), last_seen })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ last_seen }))
    .execute();
  return { result: null };
}
