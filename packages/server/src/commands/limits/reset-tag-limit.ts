import { ApiError } from "@tutti/core/errors";
import type { Instant } from "@tutti/core/instant";
import { countAt } from "@tutti/core/slot-count";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import { updateChanged } from "../../store/row-writes.ts";
import { slotCountOf, TAG_PREFIX, withSlotCount } from "../../store/rows/concurrency-limit-row.ts";
import type { ConcurrencyLimitTable } from "../../store/tables/concurrency-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { lockLimit, lockLimitsById } from "./lock-limits.ts";
import { endLeases, leaseOfEach, leasesOfLimit } from "./slot-leases.ts";

/**
 * Frees every slot of a tag's limit, and gives one to each of these task runs: whoever asks knows better who is at work.
 * Throws `not_found`.
 */
export async function resetTagLimit(
  tx: Tx,
  deps: Deps,
  { tag, holders }: { tag: string; holders: readonly string[] },
): Promise<Outcome<null>> {
  const name = TAG_PREFIX + tag;
  const now = await sharedNow(tx, deps);
  const leases = await leasesOfLimit(tx, name);
  await endLeases(tx, now, leases);
  const row = await lockLimit(tx, { name });
  if (row === undefined) throw new ApiError("not_found", "Concurrency limit not found");
  await free(tx, now, row);
  for (const id of holders) {
    const limits = await lockLimitsById(tx, [row.id]);
    const lease = { id: deps.newId(), expiresAt: null, holder: { type: "task_run", id } } as const;
    await leaseOfEach(tx, now, limits, 1, lease);
  }
  return { result: null };
}

/** Those that were taken without a lease, too. */
async function free(tx: Tx, now: Instant, row: ConcurrencyLimitTable): Promise<void> {
  const none = { ...countAt(slotCountOf(row), now), active: 0 };
  await updateChanged(tx, "concurrency_limit", row, withSlotCount(row, none));
}
