import { countAt, withReleased } from "@tutti/core/slot-count";
import type { TakenLimit } from "@tutti/core/wire/concurrency-limit";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import { updateChanged } from "../../store/row-writes.ts";
import { slotCountOf, takenLimitFromRow, withSlotCount } from "../../store/rows/concurrency-limit-row.ts";
import type { Outcome, Tx } from "../command.ts";
import { lockLimitsByName } from "./lock-limits.ts";

/** Gives back slots that were taken without a lease. Answers the limits of those names. */
export async function giveBackSlots(
  tx: Tx,
  deps: Deps,
  params: { names: readonly string[]; slots: number; occupancySeconds: number | null },
): Promise<Outcome<TakenLimit[]>> {
  const now = await sharedNow(tx, deps);
  const limits = await lockLimitsByName(tx, params.names);
  for (const row of limits) {
    if (row.active === 0) continue;
    const released = withReleased(countAt(slotCountOf(row), now), params.slots, params.occupancySeconds);
    await updateChanged(tx, "concurrency_limit", row, withSlotCount(row, released));
  }
  return { result: limits.map(takenLimitFromRow) };
}
