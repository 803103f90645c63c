import { ApiError } from "@tutti/core/errors";
import { addSeconds } from "@tutti/core/instant";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import type { Outcome, Tx } from "../command.ts";
import { GIVEN_BACK } from "./slot-leases.ts";

/** Lets a lease last so long from now, also one whose time is over while nobody has ended it. Throws `gone`. */
export async function renewSlotLease(
  tx: Tx,
  deps: Deps,
  { id, durationSeconds }: { id: string; durationSeconds: number },
): Promise<Outcome<null>> {
  const now = await sharedNow(tx, deps);
  const renewed = await tx
    .updateTable("concurrency_lease")
    .set({ updated: now, expires_at: addSeconds(now, durationSeconds) })
    .where("id", "=", id)
    .where("slots", ">", GIVEN_BACK)
    .returning("id")
    .executeTakeFirst();
  if (renewed === undefined) throw new ApiError("gone", "Lease not found - it may have expired or been revoked");
  return { result: null };
}
