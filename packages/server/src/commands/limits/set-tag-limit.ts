import { ApiError } from "@tutti/core/errors";
import type { TagLimit, TagLimitCreate } from "@tutti/core/wire/concurrency-limit";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import { taskHolders } from "../../store/queries/limits/task-holders.ts";
import { TAG_PREFIX } from "../../store/rows/concurrency-limit-row.ts";
import { tagLimitFromRow } from "../../store/rows/tag-limit-row.ts";
import type { ConcurrencyLimitTable } from "../../store/tables/concurrency-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { insertConcurrencyLimit } from "./create-concurrency-limit.ts";
import { lockLimit } from "./lock-limits.ts";
import { changeConcurrencyLimit } from "./update-concurrency-limit.ts";

/** Makes the limit of a tag, or changes how many slots it has. */
export async function setTagLimit(
  tx: Tx,
  deps: Deps,
  { tag, concurrency_limit: limit }: TagLimitCreate,
): Promise<Outcome<{ limit: TagLimit; created: boolean }>> {
  const name = TAG_PREFIX + tag;
  const unused = { active: true, active_slots: 0, denied_slots: 0, slot_decay_per_second: 0 };
  const standing = await lockLimit(tx, { name });
  const added = standing === undefined ? await insertConcurrencyLimit(tx, deps, { name, limit, ...unused }) : null;
  const row = added ?? (await changeConcurrencyLimit(tx, deps, standing ?? (await madeMeanwhile(tx, name)), { limit }));
  const holders = await taskHolders(tx, [row.id], await sharedNow(tx, deps));
  return {
    result: { limit: tagLimitFromRow(row, holders.get(row.id) ?? []), created: added !== null },
  };
}

/** Somebody else's, committed while this transaction waited to insert its own. */
async function madeMeanwhile(tx: Tx, name: string): Promise<ConcurrencyLimitTable> {
  const limit = await lockLimit(tx, { name });
  if (limit === undefined) throw new ApiError("conflict", `The concurrency limit '${name}' was deleted just now.`);
  return limit;
}
