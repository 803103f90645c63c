import { ApiError } from "@tutti/core/errors";
import { addSeconds } from "@tutti/core/instant";
import type { Deps } from "../deps.ts";
import { sharedNow } from "../store/dialect.ts";
import type { Outcome, Tx } from "./command.ts";
import { staleEpoch } from "./lease-check.ts";

/**
 * Keeps a lease alive. One that has run out may still be renewed as long as nobody has taken the run over; that of a run
 * which has ended stays ended. Throws `lease_lost`.
 */
export async function renewLease(
  tx: Tx,
  deps: Deps,
  params: { id: string; epoch: number; ttlSeconds: number },
): Promise<Outcome<null>> {
  const run = await tx
    .selectFrom("flow_run")
    .select(["lease_epoch", "lease_owner"])
    .where("id", "=", params.id)
    .forUpdate()
    .executeTakeFirst();
  if (run?.lease_epoch !== params.epoch) throw new ApiError("lease_lost", staleEpoch(params.epoch, run?.lease_epoch));
  if (run.lease_owner === null) return { result: null };
  const lease_expires_at = addSeconds(await sharedNow(tx, deps), params.ttlSeconds);
  await tx.updateTable("flow_run").set({ lease_expires_at }).where("id", "=", params.id).execute();
  return { result: null };
}
