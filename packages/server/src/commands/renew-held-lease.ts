import type { Instant } from "@tutti/core/instant";
import { prepared } from "../store/prepared.ts";
import type { Tx } from "./command.ts";
import { staleEpoch } from "./lease-check.ts";

interface Held {
  readonly id: string;
  readonly epoch: number;
}

const holderOf = prepared<{ id: string }, { lease_epoch: number; lease_owner: string | null }>((db, param) =>
  db.selectFrom("flow_run").select(["lease_epoch", "lease_owner"]).where("id", "=", param("id")).forUpdate(),
);

/**
 * Sets a lease's end, if the epoch is its holder's; else answers why not. One that has run out may still be renewed as long
 * as nobody has taken the run over; that of a run which has ended stays ended.
 */
export async function renewHeldLease(tx: Tx, { id, epoch }: Held, lease_expires_at: Instant): Promise<string | null> {
  const [run] = await holderOf(tx, { id });
  if (run?.lease_epoch !== epoch) return staleEpoch(epoch, run?.lease_epoch);
  if (run.lease_owner === null) return null;
  await tx.updateTable("flow_run").set({ lease_expires_at }).where("id", "=", id).execute();
  return null;
}
