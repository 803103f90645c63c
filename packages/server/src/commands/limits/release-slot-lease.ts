import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import type { Outcome, Tx } from "../command.ts";
import { giveBackLease, lockLease } from "./slot-leases.ts";

/** Gives back the slots of a lease. One that has ended before has given them back already. */
export async function releaseSlotLease(tx: Tx, deps: Deps, { id }: { id: string }): Promise<Outcome<null>> {
  const lease = await lockLease(tx, id);
  if (lease !== undefined) await giveBackLease(tx, await sharedNow(tx, deps), lease);
  return { result: null };
}
