import { addSeconds } from "@tutti/core/instant";
import type { Deps } from "../deps.ts";
import { sharedNow } from "../store/dialect.ts";
import type { Outcome, Tx } from "./command.ts";
import { renewHeldLease } from "./renew-held-lease.ts";

/** A lease that was not renewed, and why. */
export interface LostLease {
  readonly id: string;
  readonly detail: string;
}

/** Keeps the leases of one process alive; answers those it has lost. */
export async function renewLeases(
  tx: Tx,
  deps: Deps,
  { leases, ttlSeconds }: { leases: readonly { id: string; epoch: number }[]; ttlSeconds: number },
): Promise<Outcome<LostLease[]>> {
  const expiresAt = addSeconds(await sharedNow(tx, deps), ttlSeconds);
  const lost: LostLease[] = [];
  // In one order for everybody: two that lock the same rows do not wait for each other.
  for (const held of leases.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const detail = await renewHeldLease(tx, held, expiresAt);
    if (detail !== null) lost.push({ id: held.id, detail });
  }
  return { result: lost };
}
