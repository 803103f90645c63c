import type { Instant } from "@tutti/core/instant";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import type { Outcome, Tx } from "../command.ts";
import { endLeases } from "./slot-leases.ts";

/** Gives back the slots of leases that ended by then, at most `limit`. Answers how many had. Who gave up waiting is forgotten. */
export async function endSlotLeases(
  tx: Tx,
  deps: Deps,
  { endedBy, limit }: { endedBy: Instant; limit: number },
): Promise<Outcome<number>> {
  const ended = await tx
    .selectFrom("concurrency_lease")
    .selectAll()
    .where("expires_at", "<=", endedBy)
    .orderBy("expires_at")
    .orderBy("id")
    .limit(limit)
    .forUpdate()
    .execute();
  if (ended.length > 0) await endLeases(tx, await sharedNow(tx, deps), ended);
  await tx.deleteFrom("concurrency_wait").where("expires_at", "<=", endedBy).execute();
  return { result: ended.length };
}
