import { sql } from "kysely";
import { dialectOf } from "../../store/dialect.ts";
import { oneOf } from "../../store/filters/condition.ts";
import type { ConcurrencyLimitKey } from "../../store/queries/limits/read-concurrency-limit.ts";
import type { ConcurrencyLimitTable } from "../../store/tables/concurrency-tables.ts";
import type { Tx } from "../command.ts";

// Limits are locked until the commit before their slots are looked at: nobody else takes the same ones meanwhile. All
// that a command needs are locked at once, in the order of their ids, so that two commands do not wait for each other.

export async function lockLimit(tx: Tx, key: ConcurrencyLimitKey): Promise<ConcurrencyLimitTable | undefined> {
  return tx
    .selectFrom("concurrency_limit")
    .selectAll()
    .where("id" in key ? "id" : "name", "=", "id" in key ? key.id : key.name)
    .forUpdate()
    .executeTakeFirst();
}

/** The limits of those names that exist, each once. */
export function lockLimitsByName(tx: Tx, names: readonly string[]): Promise<ConcurrencyLimitTable[]> {
  return lockLimits(tx, "name", names);
}

export function lockLimitsById(tx: Tx, ids: readonly string[]): Promise<ConcurrencyLimitTable[]> {
  return lockLimits(tx, "id", ids);
}

async function lockLimits(tx: Tx, column: "id" | "name", values: readonly string[]): Promise<ConcurrencyLimitTable[]> {
  if (values.length === 0) return [];
  return tx
    .selectFrom("concurrency_limit")
    .selectAll()
    .where(oneOf(dialectOf(tx), sql.ref(column), values))
    .orderBy("id")
    .forUpdate()
    .execute();
}
