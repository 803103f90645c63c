import { addSeconds } from "@tutti/core/instant";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import type { Outcome, Tx } from "../command.ts";
import { type LostLease, renewHeldLeases } from "./renew-held-leases.ts";

/** Keeps the leases of one process alive; answers those it has lost. */
export async function renewLeases(
  tx: Tx,
  deps: Deps,
  { leases, ttlSeconds }: { leases: readonly { id: string; epoch: number }[]; ttlSeconds: number },
): Promise<Outcome<LostLease[]>> {
  const expiresAt = addSeconds(await sharedNow(tx, deps), ttlSeconds);
  return { result: await renewHeldLeases(tx, leases, expiresAt) };
}
