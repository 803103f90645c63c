import { assetAfter, type AssetReport, assetReports, isAssetEvent } from "@tutti/core/asset-report";
import { sql } from "kysely";
import { insertKeys } from "../../store/row-writes.ts";
import { assetFromRow, assetRow } from "../../store/rows/asset-row.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import { isSearchKey } from "../../store/search-key.ts";
import type { EventTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";

type AssetRow = Pick<EventTable, "event" | "occurred" | "resource" | "related">;

/** Keeps what these events tell of assets. An event that comes again changes nothing (E3). */
export async function recordAssets(tx: Tx, events: readonly AssetRow[]): Promise<void> {
  const told = events.filter(({ event }) => isAssetEvent(event)).map(reportsOf);
  if (told.length === 0) return;
  const byKey = Map.groupBy(told.flat(), (report) => report.key);
  // In one order for everybody: two that write of the same assets do not wait for each other.
  const keys = [...byKey.keys()].filter(isSearchKey).sort();
  for (const key of keys) await writeAsset(tx, key, byKey.get(key) ?? []);
  for (const reports of told) await writeSources(tx, reports);
}

function reportsOf({ event, occurred, resource, related }: AssetRow): AssetReport[] {
  return assetReports({ event, occurred, resource: fromJson(resource), related: fromJson(related) });
}

async function writeAsset(tx: Tx, key: string, reports: readonly AssetReport[]): Promise<void> {
  const [first] = reports;
  if (first === undefined) return;
  await insertKeys(tx, "asset", [assetRow(assetAfter(null, first))]);
  const row = await tx.selectFrom("asset").selectAll().where("key", "=", key).forUpdate().executeTakeFirstOrThrow();
  const { key: _key, ...columns } = assetRow(reports.reduce(assetAfter, assetFromRow(row)));
  await tx.updateTable("asset").set(columns).where("key", "=", key).execute();
}

/** The first report is of what was made, the others are of what it was made from. */
async function writeSources(tx: Tx, [made, ...sources]: readonly AssetReport[]): Promise<void> {
  if (made === undefined || !isSearchKey(made.key)) return;
  const rows = sources
    .filter((source) => isSearchKey(source.key))
    .map((source) => ({ key: made.key, source_key: source.key, seen_at: made.at }))
    .sort((a, b) => (a.source_key < b.source_key ? -1 : 1));
  if (rows.length === 0) return;
  await tx
    .insertInto("asset_source")
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(["key", "source_key"])
        .doUpdateSet({ seen_at: sql`excluded.seen_at` })
        .where(sql<boolean>`excluded.seen_at > asset_source.seen_at`),
    )
    .execute();
}
