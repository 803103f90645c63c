import type { GlobalConcurrencyLimit } from "@tutti/core/wire/concurrency-limit";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { sharedNow } from "../../dialect.ts";
import { globalConcurrencyLimitFromRow } from "../../rows/concurrency-limit-row.ts";
import type { Database } from "../../tables.ts";

export type ConcurrencyLimitKey = { readonly id: string } | { readonly name: string };

export async function readConcurrencyLimit(
  db: Kysely<Database>,
  deps: Deps,
  key: ConcurrencyLimitKey,
): Promise<GlobalConcurrencyLimit | null> {
  const row = await db
    .selectFrom("concurrency_limit")
    .selectAll()
    .where("id" in key ? "id" : "name", "=", "id" in key ? key.id : key.name)
    .executeTakeFirst();
  return row === undefined ? null : globalConcurrencyLimitFromRow(row, await sharedNow(db, deps));
}
