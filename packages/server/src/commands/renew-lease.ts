import { ApiError } from "@tutti/core/errors";
import { addSeconds } from "@tutti/core/instant";
import type { Deps } from "../deps.ts";
import { sharedNow } from "../store/dialect.ts";
import type { Outcome, Tx } from "./command.ts";
import { renewHeldLease } from "./renew-held-lease.ts";

/** Keeps a lease alive. Throws `lease_lost`. */
export async function renewLease(
  tx: Tx,
  deps: Deps,
  { ttlSeconds, ...held }: { id: string; epoch: number; ttlSeconds: number },
): Promise<Outcome<null>> {
  const refusal = await renewHeldLease(tx, held, addSeconds(await sharedNow(tx, deps), ttlSeconds));
  if (refusal !== null) throw new ApiError("lease_lost", refusal);
  return { result: null };
}
