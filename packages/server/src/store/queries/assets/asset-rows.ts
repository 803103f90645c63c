import { formatInstant } from "@tutti/core/instant";
import type { Asset } from "@tutti/core/wire/asset";
import { sql, type Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import { formatOrNull } from "../../rows/format-or-null.ts";
import { fromJson } from "../../rows/json-column.ts";
import type { AssetTable } from "../../tables/asset-tables.ts";
import type { Database } from "../../tables.ts";

/** As the dashboard tells of them, with the names of the runs. One statement. */
export async function toAssets(db: Kysely<Database>, rows: readonly AssetTable[]): Promise<Asset[]> {
  const ids = [...new Set(rows.flatMap((row) => [row.flow_run_id ?? [], row.failed_flow_run_id ?? []].flat()))];
  const runs = await db
    .selectFrom("flow_run")
    .select(["id", "name"])
    .where(oneOf(dialectOf(db), sql.ref("id"), ids))
    .execute();
  const byId = new Map(runs.map((run) => [run.id, run]));
  return rows.map((row) => ({
    key: row.key,
    name: row.name,
    description: row.description,
    url: row.url,
    owners: [...fromJson(row.owners)],
    seen_at: formatInstant(row.seen_at),
    made_at: formatOrNull(row.made_at),
    failed_at: formatOrNull(row.failed_at),
    flow_run: byId.get(row.flow_run_id ?? "") ?? null,
    failed_flow_run: byId.get(row.failed_flow_run_id ?? "") ?? null,
    made_by: row.made_by,
  }));
}
