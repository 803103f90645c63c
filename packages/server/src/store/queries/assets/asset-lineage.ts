import type { AssetLineage } from "@tutti/core/wire/asset";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import type { AssetSourceTable } from "../../tables/asset-tables.ts";
import type { Database } from "../../tables.ts";
import { toAssets } from "./asset-rows.ts";

const STEPS_MAX = 4;
const RELATIVES_MAX = 100;
const SOURCES_MAX = 1000;

type Source = Pick<AssetSourceTable, "key" | "source_key">;
interface Way {
  readonly from: "key" | "source_key";
  readonly to: "key" | "source_key";
  readonly sign: 1 | -1;
}

const UP: Way = { from: "key", to: "source_key", sign: -1 };
const DOWN: Way = { from: "source_key", to: "key", sign: 1 };

/** An asset with what it is made from and what is made from it; null when nothing was told of it. */
export async function assetLineage(
  db: Kysely<Database>,
  _deps: Deps,
  { key }: { readonly key: string },
): Promise<AssetLineage | null> {
  const row = await db.selectFrom("asset").selectAll().where("key", "=", key).executeTakeFirst();
  const [asset] = row === undefined ? [] : await toAssets(db, [row]);
  if (asset === undefined) return null;
  const walk = new Walk(key);
  await walk.go(db);
  const { distances } = walk;
  distances.delete(key);
  const rows = await db
    .selectFrom("asset")
    .selectAll()
    .where(oneOf(dialectOf(db), sql.ref("key"), [...distances.keys()]))
    .orderBy("key")
    .execute();
  const relatives = (await toAssets(db, rows)).map((other) => ({ ...other, distance: distances.get(other.key) ?? 0 }));
  return {
    asset,
    relatives: relatives.sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance)),
    sources: walk.sources().filter((source) => isTold(walk, source.key) && isTold(walk, source.source_key)),
    is_truncated: walk.isTruncated,
  };
}

function isTold({ distances, start }: Walk, key: string): boolean {
  return key === start || distances.has(key);
}

/** Follows what is made from what, a step each way at a time: the nearest are met first, a cycle ends, a crowd is cut off. */
class Walk {
  readonly start: string;
  readonly distances = new Map<string, number>();
  readonly #sources = new Map<string, Source>();
  isTruncated = false;

  constructor(start: string) {
    this.start = start;
    this.distances.set(start, 0);
  }

  sources(): Source[] {
    return [...this.#sources.values()];
  }

  async go(db: Kysely<Database>): Promise<void> {
    let above = [this.start];
    let below = [this.start];
    for (let step = 1; step <= STEPS_MAX + 1; step += 1) {
      above = await this.#next(db, UP, above, step);
      below = await this.#next(db, DOWN, below, step);
    }
  }

  /** What lies one step further that way, and was not met before. */
  async #next(db: Kysely<Database>, { from, to, sign }: Way, edge: readonly string[], step: number): Promise<string[]> {
    if (edge.length === 0) return [];
    const found = await sourcesOf(db, from, edge);
    const next = [...new Set(found.map((source) => source[to]))].filter((key) => !this.distances.has(key));
    const room = step > STEPS_MAX ? 0 : RELATIVES_MAX - this.distances.size;
    this.isTruncated ||= next.length > room;
    for (const source of found) this.#sources.set(JSON.stringify(source), source);
    const near = next.slice(0, Math.max(0, room));
    for (const key of near) this.distances.set(key, sign * step);
    return near;
  }
}

function sourcesOf(db: Kysely<Database>, from: Way["from"], keys: readonly string[]): Promise<Source[]> {
  return db
    .selectFrom("asset_source")
    .select(["key", "source_key"])
    .where(oneOf(dialectOf(db), sql.ref(from), keys))
    .orderBy("key")
    .orderBy("source_key")
    .limit(SOURCES_MAX)
    .execute();
}
