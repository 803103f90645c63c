import { ApiError } from "@tutti/core/errors";
import { OCCUPANCY_SECONDS_INITIAL } from "@tutti/core/slot-count";
import type { ConcurrencyLimit, ConcurrencyLimitCreate } from "@tutti/core/wire/concurrency-limit";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import { insertNew } from "../../store/row-writes.ts";
import { concurrencyLimitFromRow } from "../../store/rows/concurrency-limit-row.ts";
import type { ConcurrencyLimitTable } from "../../store/tables/concurrency-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitConcurrencyLimitEvent } from "./concurrency-limit-event.ts";

/** Makes a limit. Throws `conflict` when there is one of that name. */
export async function createConcurrencyLimit(
  tx: Tx,
  deps: Deps,
  create: ConcurrencyLimitCreate,
): Promise<Outcome<ConcurrencyLimit>> {
  return { result: concurrencyLimitFromRow(await addConcurrencyLimit(tx, deps, create)) };
}

/** The same as part of another command: deployments have limits too. */
export async function addConcurrencyLimit(
  tx: Tx,
  deps: Deps,
  create: ConcurrencyLimitCreate,
): Promise<ConcurrencyLimitTable> {
  const row = await insertConcurrencyLimit(tx, deps, create);
  if (row === null)
    throw new ApiError("conflict", `A concurrency limit with the name '${create.name}' already exists.`);
  return row;
}

/** Null when there is one of that name, which another transaction may have made just now. */
export async function insertConcurrencyLimit(
  tx: Tx,
  deps: Deps,
  create: ConcurrencyLimitCreate,
): Promise<ConcurrencyLimitTable | null> {
  const now = await sharedNow(tx, deps);
  const row: ConcurrencyLimitTable = {
    id: deps.newId(),
    created: now,
    updated: now,
    name: create.name,
    active: create.active ? 1 : 0,
    slot_limit: create.limit,
    active_slots: create.active_slots,
    denied_slots: create.denied_slots,
    slot_decay_per_second: create.slot_decay_per_second,
    avg_slot_occupancy_seconds: OCCUPANCY_SECONDS_INITIAL,
  };
  if (!(await insertNew(tx, "concurrency_limit", row))) return null;
  await emitConcurrencyLimitEvent(tx, deps, "created", row);
  return row;
}
