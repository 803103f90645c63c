import { addSeconds, type Instant } from "@tutti/core/instant";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { ANSWER_WITHIN_SECONDS } from "../background-tasks/offer-task.ts";

/**
 * Gives every lease a whole lifetime from `now` on, whatever it had left or had been given by a clock that was set
 * since, and every worker as long to come back for the task runs it was offered. Only runs that are under way have a
 * lease, and rows are locked in one order.
 */
export async function extendLeases(
  tx: Tx,
  _deps: Deps,
  { now, leaseSeconds }: { now: Instant; leaseSeconds: number },
): Promise<Outcome<null>> {
  const leased = tx
    .selectFrom("flow_run")
    .select("id")
    .where("lease_expires_at", "is not", null)
    .orderBy("lease_expires_at")
    .orderBy("id")
    .forUpdate();
  await tx
    .updateTable("flow_run")
    .set({ lease_expires_at: addSeconds(now, leaseSeconds) })
    .where("id", "in", leased)
    .execute();
  await tx
    .updateTable("background_task")
    .set({ offered_until: addSeconds(now, ANSWER_WITHIN_SECONDS) })
    .where("offered_until", "is not", null)
    .execute();
  return { result: null };
}
