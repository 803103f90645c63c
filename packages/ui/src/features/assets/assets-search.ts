import { defined, oneOf, type RawSearch, textOf } from "../../url/search-params.ts";

const ASSET_SORTS = ["recent", "key"] as const;
export type AssetSort = (typeof ASSET_SORTS)[number];

export interface AssetsSearch {
  q?: string;
  sort?: AssetSort;
}

export function readAssetsSearch(raw: RawSearch): AssetsSearch {
  return defined({ q: textOf(raw["q"]), sort: oneOf(raw["sort"], ASSET_SORTS) });
}

export interface AssetSearch {
  /** The asset's key, a URI: it has slashes of its own, so it is no part of the path. */
  key?: string;
}

export function readAssetSearch(raw: RawSearch): AssetSearch {
  return defined({ key: textOf(raw["key"]) });
}
