import { ApiError } from "@tutti/core/errors";
import { countAt } from "@tutti/core/slot-count";
import type { ConcurrencyLimitUpdate } from "@tutti/core/wire/concurrency-limit";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import type { ConcurrencyLimitKey } from "../../store/queries/limits/read-concurrency-limit.ts";
import { updateChanged } from "../../store/row-writes.ts";
import { slotCountOf, withSlotCount } from "../../store/rows/concurrency-limit-row.ts";
import type { ConcurrencyLimitTable } from "../../store/tables/concurrency-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitConcurrencyLimitEvent } from "./concurrency-limit-event.ts";
import { lockLimit } from "./lock-limits.ts";

/** Writes the keys that are present; what decayed until now did so at the old rate. Throws `not_found`, `conflict`. */
export async function updateConcurrencyLimit(
  tx: Tx,
  deps: Deps,
  { key, changes }: { key: ConcurrencyLimitKey; changes: ConcurrencyLimitUpdate },
): Promise<Outcome<null>> {
  const row = await lockLimit(tx, key);
  if (row === undefined) throw new ApiError("not_found", "Concurrency Limit not found");
  await changeConcurrencyLimit(tx, deps, row, changes);
  return { result: null };
}

/** The same as part of another command, of a limit that it has locked. */
export async function changeConcurrencyLimit(
  tx: Tx,
  deps: Deps,
  row: ConcurrencyLimitTable,
  changes: ConcurrencyLimitUpdate,
): Promise<ConcurrencyLimitTable> {
  const { active, ...columns } = given(changes);
  if (columns.name !== undefined && columns.name !== row.name) await requireFree(tx, columns.name);
  const settled = withSlotCount(row, countAt(slotCountOf(row), await sharedNow(tx, deps)));
  const { limit: slot_limit = row.slot_limit, ...rest } = columns;
  const after = { ...settled, ...rest, slot_limit, active: active === undefined ? row.active : activeFlag(active) };
  await updateChanged(tx, "concurrency_limit", row, after);
  await emitConcurrencyLimitEvent(tx, deps, "updated", after);
  return after;
}

type Given = { [K in keyof ConcurrencyLimitUpdate]?: NonNullable<ConcurrencyLimitUpdate[K]> };

function given(changes: ConcurrencyLimitUpdate): Given {
  const present = Object.entries(changes).filter(([, value]) => value !== undefined);
  if (present.some(([, value]) => value === null)) {
    throw new ApiError("conflict", "Everything that is said of a limit has a value; null is none.");
  }
  return Object.fromEntries(present) as Given;
}

function activeFlag(active: boolean): 0 | 1 {
  return active ? 1 : 0;
}

/** Another limit must not have the name. */
async function requireFree(tx: Tx, name: string): Promise<void> {
  if ((await lockLimit(tx, { name })) !== undefined) {
    throw new ApiError("conflict", `A concurrency limit with the name '${name}' already exists.`);
  }
}
