import type { AssetsPage, AssetsPageBody } from "@tutti/core/wire/asset";
import type { BoundedCount } from "@tutti/core/wire/dashboard";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { always, combine, contains, type Condition } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";
import { afterCursor, cutPage, totalOf, type KeysetOrder } from "../keyset.ts";
import { inOrder } from "../ordered-ids.ts";
import { toAssets } from "./asset-rows.ts";

const COUNT_MAX = 10_000;

/** A page of the assets. Three statements at most, however many assets. */
export async function assetsPage(db: Kysely<Database>, _deps: Deps, params: AssetsPageBody): Promise<AssetsPage> {
  const order = orderOf(params.sort);
  const scope = found(db, params.search);
  const rows = await db
    .selectFrom("asset")
    .selectAll()
    .select([sql<string>`asset.key`.as("id"), sql<number | string>`${order.key}`.as("position")])
    .where(scope)
    .where(afterCursor(params.cursor, order))
    .orderBy(params.sort === "KEY_ASC" ? order.key : inOrder(order.key, order.id, order))
    .limit(params.limit + 1)
    .execute();
  const placed = rows.map((row) => ({ id: row.id, key: row.position, row }));
  const { page, nextCursor } = cutPage(placed, params.limit);
  return {
    results: await toAssets(
      db,
      page.map(({ row }) => row),
    ),
    next_cursor: nextCursor,
    total: await totalOf(params.cursor, page.length, nextCursor, () => countAssets(db, scope)),
  };
}

function orderOf(sort: AssetsPageBody["sort"]): KeysetOrder {
  const id = sql.ref("asset.key");
  return sort === "KEY_ASC"
    ? { keyType: "text", key: id, id, direction: "asc" }
    : { keyType: "number", key: sql.ref("asset.seen_at"), id, direction: "desc" };
}

function found(db: Kysely<Database>, text: string | null): Condition {
  if (text === null) return always;
  const dialect = dialectOf(db);
  return combine(
    "or_",
    ["asset.key", "asset.name"].map((column) => contains(dialect, sql.ref(column), text)),
  );
}

async function countAssets(db: Kysely<Database>, scope: Condition): Promise<BoundedCount> {
  const { count } = await db
    .selectFrom(
      db
        .selectFrom("asset")
        .select("key")
        .where(scope)
        .limit(COUNT_MAX + 1)
        .as("counted"),
    )
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return { count: Math.min(count, COUNT_MAX), is_bounded: count > COUNT_MAX };
}
