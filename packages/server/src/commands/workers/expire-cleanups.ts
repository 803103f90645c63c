import { withoutReservation, type CleanupPolicy } from "@tutti/core/cleanup-delivery";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { carryOutCleanup } from "./settle-cleanup.ts";

/** Takes back messages whose workers did not finish in time, at most `limit`. Answers how many. */
export async function expireCleanups(
  tx: Tx,
  deps: Deps,
  { policy, limit }: { policy: CleanupPolicy; limit: number },
): Promise<Outcome<number>> {
  const overdue = await tx
    .selectFrom("worker_cleanup")
    .select(["id", "delivery_count"])
    .where("lease_expires_at", "<=", deps.now())
    .orderBy("lease_expires_at")
    .limit(limit)
    .forUpdate()
    .execute();
  for (const message of overdue) await carryOutCleanup(tx, deps, message.id, withoutReservation(message, policy));
  return { result: overdue.length };
}
