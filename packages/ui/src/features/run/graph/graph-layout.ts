import type { Graph, GraphNode } from "./graph-model.ts";

export const NODE_WIDTH = 224;
export const NODE_HEIGHT = 34;
const GAP_X = 56;
const GAP_Y = 12;
const SWEEPS = 4;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly places: ReadonlyMap<string, Point>;
  readonly width: number;
  readonly height: number;
}

interface Links {
  readonly into: ReadonlyMap<string, readonly string[]>;
  readonly outOf: ReadonlyMap<string, readonly string[]>;
}

/**
 * Columns by the longest way from a beginning, and in each column an order that crosses few lines: every node moves to
 * the middle of its neighbours, back and forth. Linear in nodes and edges, so that ten thousand take no time.
 */
export function layOut({ nodes, edges }: Graph): Layout {
  const links: Links = {
    into: grouped(edges.map(({ from, to }) => [to, from])),
    outOf: grouped(edges.map(({ from, to }) => [from, to])),
  };
  const ids = nodes.map(({ id }) => id);
  const columns = columnsOf(ids, links);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const isForth = sweep % 2 === 0;
    arrange(isForth ? columns : columns.toReversed(), isForth ? links.into : links.outOf);
  }
  return placed(columns);
}

/**
 * From left to right by when each began, and none before what it depends on has ended; one below the other where they
 * would lie on each other.
 */
export function layOutByTime(graph: Graph): Layout {
  const { width } = layOut(graph);
  const sorted = graph.nodes.toSorted(byStart);
  const first = sorted[0]?.startAt ?? 0;
  const last = sorted.findLast(({ startAt }) => startAt !== null)?.startAt ?? first;
  const perMs = Math.max(0, width - NODE_WIDTH) / Math.max(1, last - first);
  const into = grouped(graph.edges.map(({ from, to }) => [to, from]));
  const places = new Map<string, Point>();
  /** Where each row is taken up to. */
  const rows: number[] = [];
  for (const { id, startAt } of sorted) {
    const sources = (into.get(id) ?? []).flatMap((other) => places.get(other) ?? []);
    const after = sources.reduce((most, { x }) => Math.max(most, x + NODE_WIDTH + GAP_X), 0);
    const x = Math.max(after, ((startAt ?? last) - first) * perMs);
    const free = rows.findIndex((until) => until <= x);
    const row = free === -1 ? rows.length : free;
    rows[row] = x + NODE_WIDTH + GAP_Y;
    places.set(id, { x, y: row * (NODE_HEIGHT + GAP_Y) });
  }
  const right = [...places.values()].reduce((most, { x }) => Math.max(most, x + NODE_WIDTH), 0);
  return { places, width: right, height: Math.max(0, rows.length * (NODE_HEIGHT + GAP_Y) - GAP_Y) };
}

function byStart(a: GraphNode, b: GraphNode): number {
  return (a.startAt ?? Infinity) - (b.startAt ?? Infinity) || (a.id < b.id ? -1 : 1);
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [value]);
    else known.push(value);
  }
  return groups;
}

/** Kahn's order; what stands in a circle, which no run makes, keeps the column it has reached. */
function columnsOf(ids: readonly string[], { into, outOf }: Links): string[][] {
  const open = new Map(ids.map((id) => [id, into.get(id)?.length ?? 0]));
  const column = new Map(ids.map((id) => [id, 0]));
  const ready = ids.filter((id) => open.get(id) === 0);
  for (let at = 0; at < ready.length; at += 1) {
    const id = ready[at] ?? "";
    for (const next of outOf.get(id) ?? []) {
      column.set(next, Math.max(column.get(next) ?? 0, (column.get(id) ?? 0) + 1));
      const left = (open.get(next) ?? 0) - 1;
      open.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  const columns: string[][] = [];
  for (const id of ids) (columns[column.get(id) ?? 0] ??= []).push(id);
  return columns;
}

function arrange(columns: readonly string[][], neighbours: ReadonlyMap<string, readonly string[]>): void {
  const order = new Map<string, number>();
  for (const column of columns) {
    const wanted = new Map(
      column.map((id, index) => {
        const places = (neighbours.get(id) ?? []).flatMap((other) => order.get(other) ?? []);
        const middle = places.reduce((sum, place) => sum + place, 0) / places.length;
        return [id, places.length === 0 ? index / column.length : middle];
      }),
    );
    column.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
    for (const [index, id] of column.entries()) order.set(id, (index + 0.5) / column.length);
  }
}

function placed(columns: readonly string[][]): Layout {
  const most = columns.reduce((longest, column) => Math.max(longest, column.length), 0);
  const height = most * (NODE_HEIGHT + GAP_Y) - GAP_Y;
  const places = new Map<string, Point>();
  for (const [index, column] of columns.entries()) {
    const above = (height - (column.length * (NODE_HEIGHT + GAP_Y) - GAP_Y)) / 2;
    for (const [row, id] of column.entries()) {
      places.set(id, { x: index * (NODE_WIDTH + GAP_X), y: above + row * (NODE_HEIGHT + GAP_Y) });
    }
  }
  return { places, width: Math.max(0, columns.length * (NODE_WIDTH + GAP_X) - GAP_X), height: Math.max(0, height) };
}
