import { ApiError } from "@tutti/core/errors";
import { addSeconds } from "@tutti/core/instant";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import type { Outcome, Tx } from "../command.ts";
import { renewHeldLeases } from "./renew-held-leases.ts";

/** Keeps a lease alive. Throws `lease_lost`. */
export async function renewLease(
  tx: Tx,
  deps: Deps,
  { ttlSeconds, ...held }: { id: string; epoch: number; ttlSeconds: number },
): Promise<Outcome<null>> {
  const [lost] = await renewHeldLeases(tx, [held], addSeconds(await sharedNow(tx, deps), ttlSeconds));
  if (lost !== undefined) throw new ApiError("lease_lost", lost.detail);
  return { result: null };
}
