import type { Instant } from "@tutti/core/instant";
import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";

/** Lets every lease that has an end last from `now` on for as long as it was last given. Rows are locked in one order. */
export async function extendSlotLeases(tx: Tx, _deps: Deps, { now }: { now: Instant }): Promise<Outcome<null>> {
  const ending = tx
    .selectFrom("concurrency_lease")
    .select("id")
    .where("expires_at", "is not", null)
    .orderBy("id")
    .forUpdate();
  await tx
    .updateTable("concurrency_lease")
    .set({ updated: now, expires_at: sql<Instant>`${now} + (expires_at - updated)` })
    .where("id", "in", ending)
    .execute();
  return { result: null };
}
