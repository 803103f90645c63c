import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";

/** A worker's connection is closed. */
export async function forgetTaskWorker(
  tx: Tx,
  _deps: Deps,
  { connection }: { connection: string },
): Promise<Outcome<null>> {
  await tx.deleteFrom("task_worker").where("id", "=", connection).execute();
  return { result: null };
}
