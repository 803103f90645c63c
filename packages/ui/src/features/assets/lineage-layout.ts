import type { AssetLineage } from "@tutti/core/wire/asset";

// Columns by distance: what an asset is made from stands to its left, what is made from it to its right.

export const NODE_WIDTH = 210;
export const NODE_HEIGHT = 48;
const GAP_X = 70;
const GAP_Y = 14;

export interface PlacedNode {
  readonly key: string;
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly nodes: readonly PlacedNode[];
  /** From the right edge of what is read to the left edge of what is made, as they stand. */
  readonly edges: readonly { readonly id: string; readonly path: string }[];
  readonly width: number;
  readonly height: number;
}

/** Where each asset of a lineage is drawn. Within a column an asset stands near those it is joined to. */
export function lineageLayout({ asset, relatives, sources }: AssetLineage): Layout {
  const distances = new Map([[asset.key, 0], ...relatives.map(({ key, distance }) => [key, distance] as const)]);
  const columns = [...Map.groupBy(distances.keys(), (key) => distances.get(key) ?? 0)].sort(([a], [b]) => a - b);
  const first = columns[0]?.[0] ?? 0;
  const most = Math.max(...columns.map(([, keys]) => keys.length));
  const height = most * (NODE_HEIGHT + GAP_Y) - GAP_Y;
  const places = new Map<string, PlacedNode>();
  // From the asset outwards, so that what a column is joined to stands already.
  for (const [distance, keys] of columns.toSorted(([a], [b]) => Math.abs(a) - Math.abs(b))) {
    const sorted = keys.toSorted((a, b) => middle(a, sources, places) - middle(b, sources, places));
    const top = (height - (keys.length * (NODE_HEIGHT + GAP_Y) - GAP_Y)) / 2;
    for (const [index, key] of sorted.entries()) {
      places.set(key, { key, x: (distance - first) * (NODE_WIDTH + GAP_X), y: top + index * (NODE_HEIGHT + GAP_Y) });
    }
  }
  return {
    nodes: columns.flatMap(([, keys]) => keys.flatMap((key) => places.get(key) ?? [])).toSorted(inReadingOrder),
    edges: sources.flatMap((source) => edgeOf(source, places)),
    width: columns.length * (NODE_WIDTH + GAP_X) - GAP_X,
    height,
  };
}

type Source = AssetLineage["sources"][number];

/** The mean height of what an asset is joined to and that is placed. */
function middle(key: string, sources: readonly Source[], places: ReadonlyMap<string, PlacedNode>): number {
  const joined = sources.flatMap((source) => {
    if (source.key === key) return places.get(source.source_key)?.y ?? [];
    return source.source_key === key ? (places.get(source.key)?.y ?? []) : [];
  });
  return joined.length === 0 ? 0 : joined.reduce((sum, y) => sum + y, 0) / joined.length;
}

function inReadingOrder(a: PlacedNode, b: PlacedNode): number {
  return a.x - b.x || a.y - b.y;
}

function edgeOf({ key, source_key }: Source, places: ReadonlyMap<string, PlacedNode>): Layout["edges"][number][] {
  const from = places.get(source_key);
  const to = places.get(key);
  if (from === undefined || to === undefined) return [];
  const [x1, y1] = [from.x + NODE_WIDTH, from.y + NODE_HEIGHT / 2];
  const [x2, y2] = [to.x, to.y + NODE_HEIGHT / 2];
  const bend = Math.max(GAP_X / 2, Math.abs(x2 - x1) / 2);
  return [{ id: `${source_key}\n${key}`, path: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` }];
}
