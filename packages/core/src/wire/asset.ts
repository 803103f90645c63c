import { z } from "zod";
import { boundedCount } from "./dashboard.ts";
import { dateTime, integerBetween, orDefault, uuid } from "./primitives.ts";

const namedRun = z.object({ id: uuid, name: z.string() });

/** Data that runs make, as their events tell of it. */
export const asset = z.object({
  /** A URI, which names the asset everywhere. */
  key: z.string(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  url: z.string().nullable(),
  owners: z.array(z.string()),
  /** When anything was told of it last. */
  seen_at: dateTime,
  /** When it was made last; null: it is read, and made elsewhere. */
  made_at: dateTime.nullable(),
  failed_at: dateTime.nullable(),
  /** The run that made it last, and the one that failed to; null also where it is gone. */
  flow_run: namedRun.nullable(),
  failed_flow_run: namedRun.nullable(),
  /** The tool that made it. */
  made_by: z.string().nullable(),
});
export type Asset = z.infer<typeof asset>;

export const assetsPageSort = z.enum(["SEEN_DESC", "KEY_ASC"]);

/** `POST /api/tutti/assets/page`. `search` looks at keys and names. */
export const assetsPageBody = z.strictObject({
  search: orDefault(z.string().max(200), null),
  sort: orDefault(assetsPageSort, "SEEN_DESC" as const),
  limit: orDefault(integerBetween(1, 100), 50),
  cursor: orDefault(z.string().max(2000), null),
});
export type AssetsPageBody = z.output<typeof assetsPageBody>;

export const assetsPage = z.object({
  results: z.array(asset),
  next_cursor: z.string().nullable(),
  /** Counted for the first page only. */
  total: boundedCount.nullable(),
});
export type AssetsPage = z.infer<typeof assetsPage>;

/** `GET /api/tutti/assets/one?key=…`: an asset with what it is made from and what is made from it, some steps far. */
export const assetLineage = z.object({
  asset,
  /** The others of the lineage, the nearest first. */
  relatives: z.array(
    asset.extend({
      /** Steps from the asset: below 0 it comes before, above 0 after. */
      distance: z.int(),
    }),
  ),
  /** What is made from what. */
  sources: z.array(z.object({ key: z.string(), source_key: z.string() })),
  /** There is more than is told. */
  is_truncated: z.boolean(),
});
export type AssetLineage = z.infer<typeof assetLineage>;
