import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import type { ConcurrencyLimitKey } from "../../store/queries/limits/read-concurrency-limit.ts";
import type { ConcurrencyLimitTable } from "../../store/tables/concurrency-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitConcurrencyLimitEvent } from "./concurrency-limit-event.ts";
import { lockLimit } from "./lock-limits.ts";

/** Deletes a limit. Leases of its slots live on until they end, holding nothing of it. Throws `not_found`. */
export async function deleteConcurrencyLimit(
  tx: Tx,
  deps: Deps,
  { key, notFoundDetail }: { key: ConcurrencyLimitKey; notFoundDetail: string },
): Promise<Outcome<null>> {
  const row = await lockLimit(tx, key);
  if (row === undefined) throw new ApiError("not_found", notFoundDetail);
  await removeConcurrencyLimit(tx, deps, row);
  return { result: null };
}

/** The same as part of another command, of a limit that it has locked. */
export async function removeConcurrencyLimit(tx: Tx, deps: Deps, row: ConcurrencyLimitTable): Promise<void> {
  await endLeasesOfThisAlone(tx, row.id);
  await tx.deleteFrom("concurrency_limit").where("id", "=", row.id).execute();
  await emitConcurrencyLimitEvent(tx, deps, "deleted", row);
}

/** Nobody would ever end those that have no end. */
async function endLeasesOfThisAlone(tx: Tx, limitId: string): Promise<void> {
  const holding = tx.selectFrom("concurrency_lease_limit").select("lease_id").where("limit_id", "=", limitId);
  await tx
    .deleteFrom("concurrency_lease")
    .where("id", "in", holding)
    .where("expires_at", "is", null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom("concurrency_lease_limit as other")
            .select("other.lease_id")
            .whereRef("other.lease_id", "=", "concurrency_lease.id")
            .where("other.limit_id", "<>", limitId),
        ),
      ),
    )
    .execute();
}
