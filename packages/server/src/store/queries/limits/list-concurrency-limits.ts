import type { GlobalConcurrencyLimit } from "@tutti/core/wire/concurrency-limit";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { sharedNow } from "../../dialect.ts";
import { globalConcurrencyLimitFromRow } from "../../rows/concurrency-limit-row.ts";
import type { Database } from "../../tables.ts";

/** Limits by name. */
export async function listConcurrencyLimits(
  db: Kysely<Database>,
  deps: Deps,
  { limit, offset }: { limit: number; offset: number },
): Promise<GlobalConcurrencyLimit[]> {
  const rows = await db
    .selectFrom("concurrency_limit")
    .selectAll()
    .orderBy("name")
    .limit(limit)
    .offset(offset)
    .execute();
  const now = await sharedNow(db, deps);
  return rows.map((row) => globalConcurrencyLimitFromRow(row, now));
}
