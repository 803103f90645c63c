import type { Instant } from "@tutti/core/instant";
import { sql } from "kysely";
import { dialectOf } from "../../store/dialect.ts";
import { oneOf } from "../../store/filters/condition.ts";
import type { Tx } from "../command.ts";
import { staleEpoch } from "./lease-check.ts";

interface Held {
  readonly id: string;
  readonly epoch: number;
}

/** A lease that was not renewed, and why. */
export interface LostLease {
  readonly id: string;
  readonly detail: string;
}

/**
 * Sets the end of the leases whose epochs are their holders'; answers the others. One that has run out may still be renewed
 * as long as nobody has taken the run over; that of a run which has ended stays ended. Rows are locked in the order of
 * their ids, as by everybody who locks many: two that lock the same ones do not wait for each other.
 */
export async function renewHeldLeases(
  tx: Tx,
  leases: readonly Held[],
  lease_expires_at: Instant,
): Promise<LostLease[]> {
  const runs = await tx
    .selectFrom("flow_run")
    .select(["id", "lease_epoch", "lease_owner"])
    .where(isOneOf(tx, leases))
    .orderBy("id")
    .forUpdate()
    .execute();
  const byId = new Map(runs.map((run) => [run.id, run]));
  const isGood = ({ id, epoch }: Held): boolean => byId.get(id)?.lease_epoch === epoch;
  const alive = leases.filter((held) => isGood(held) && byId.get(held.id)?.lease_owner !== null);
  if (alive.length > 0) await tx.updateTable("flow_run").set({ lease_expires_at }).where(isOneOf(tx, alive)).execute();
  return leases
    .filter((held) => !isGood(held))
    .map(({ id, epoch }) => ({ id, detail: staleEpoch(epoch, byId.get(id)?.lease_epoch) }));
}

function isOneOf(tx: Tx, leases: readonly Held[]) {
  return oneOf(
    dialectOf(tx),
    sql.ref("id"),
    leases.map(({ id }) => id),
  );
}
