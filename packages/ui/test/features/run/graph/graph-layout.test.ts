import { expect, test } from "vitest";
import { layOut, layOutByTime, NODE_HEIGHT, NODE_WIDTH } from "../../../../src/features/run/graph/graph-layout.ts";
import type { Graph, GraphEdge } from "../../../../src/features/run/graph/graph-model.ts";
import { neighbourOf } from "../../../../src/features/run/graph/use-graph-keys.ts";
import { firstSight, fitted, zoomed } from "../../../../src/features/run/graph/use-pan-zoom.ts";
import type { RunNode } from "../../../../src/features/run/timeline/timeline-tree.ts";

const node = {
  kind: "task",
  id: "",
  label: "",
  sortAt: 0,
  children: [],
  task: null,
  subflow: null,
} as unknown as RunNode;

function graphOf(lines: string): Graph {
  const edges = lines.split(" ").map((line): GraphEdge => {
    const [from = "", to = ""] = line.split(">");
    return { from, to, kind: "data" };
  });
  const ids = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  return { edges, nodes: ids.map((id) => ({ id, node, isOpen: null, startAt: 0, endAt: 1 })) };
}

const columnsOf = (graph: Graph) => {
  const columns = Map.groupBy(
    [...layOut(graph).places].toSorted(([, a], [, b]) => a.y - b.y),
    ([, { x }]) => x,
  );
  return [...columns].toSorted(([a], [b]) => a - b).map(([, ids]) => ids.map(([id]) => id));
};

test("columns are by the longest way from a beginning", () => {
  expect(columnsOf(graphOf("a>b b>d a>d"))).toStrictEqual([["a"], ["b"], ["d"]]);
});

test("lines that need not cross do not", () => {
  expect(columnsOf(graphOf("a>y b>x c>z"))).toStrictEqual([
    ["a", "b", "c"],
    ["y", "x", "z"],
  ]);
});

test("no two nodes lie on each other, and all lie within", () => {
  const graph = graphOf(Array.from({ length: 300 }, (_, n) => `${n % 17}>${20 + ((n * 7) % 90)}`).join(" "));
  const { places, width, height } = layOut(graph);
  expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(graph.nodes.length);
  for (const { x, y } of places.values()) {
    expect(x >= 0 && x + NODE_WIDTH <= width && y >= 0 && y + NODE_HEIGHT <= height).toBe(true);
  }
});

test("by time nodes stand by when they began, behind what they depend on, and never on each other", () => {
  const starts: Record<string, number | null> = { a: 0, b: 0, c: 400, d: 1000, e: null };
  const { nodes, edges } = graphOf("a>c b>d c>d d>e");
  const graph = { edges, nodes: nodes.map((known) => ({ ...known, startAt: starts[known.id] ?? null })) };
  const { places, width, height } = layOutByTime(graph);
  const step = NODE_WIDTH + 56;
  expect(Object.fromEntries(places)).toStrictEqual({
    a: { x: 0, y: 0 },
    b: { x: 0, y: 46 },
    c: { x: 400 * ((3 * step) / 1000), y: 0 },
    d: { x: 3 * step, y: 0 },
    e: { x: 4 * step, y: 0 },
  });
  expect([width, height]).toStrictEqual([4 * step + NODE_WIDTH, 80]);
  expect(layOutByTime({ nodes: [], edges: [] })).toStrictEqual({ places: new Map(), width: 0, height: 0 });
});

test("a circle, which no run makes, is drawn all the same", () => {
  expect(layOut(graphOf("a>b b>a")).places.size).toBe(2);
  expect(layOut({ nodes: [], edges: [] })).toStrictEqual({ places: new Map(), width: 0, height: 0 });
});

test("ten thousand in a row, and ten thousand from one, are laid out", () => {
  const chain = graphOf(Array.from({ length: 10_000 }, (_, n) => `${n}>${n + 1}`).join(" "));
  const fan = graphOf(Array.from({ length: 10_000 }, (_, n) => `root>${n}`).join(" "));
  expect([layOut(chain).places.size, layOut(fan).places.size]).toStrictEqual([10_001, 10_001]);
});

test("arrows go along the lines, and up and down a column", () => {
  const graph = graphOf("a>b a>c b>d");
  const layout = layOut(graph);
  const from = (id: string) =>
    ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "x"].map((key) => neighbourOf(id, key, graph, layout));
  expect(from("b")).toStrictEqual(["a", "d", null, "c", null]);
  expect(from("c")).toStrictEqual(["a", null, "b", null, null]);
  expect(from("nobody")).toStrictEqual([null, null, null, null, null]);
});

test("a drawing is shown whole, never larger than life, and zoomed around a point", () => {
  expect(fitted({ width: 100, height: 50 }, { width: 348, height: 248 })).toStrictEqual({ scale: 1, x: 124, y: 99 });
  expect(fitted({ width: 600, height: 50 }, { width: 348, height: 248 })).toMatchObject({ scale: 0.5, x: 24 });
  expect(firstSight({ width: 1200, height: 50 }, { width: 390, height: 285 })).toStrictEqual({
    scale: 0.7,
    x: 24,
    y: 125,
  });
  for (const pane of [
    { width: 390, height: 60 },
    { width: 700, height: 285 },
  ]) {
    expect(firstSight({ width: 1200, height: 50 }, pane)).toStrictEqual(fitted({ width: 1200, height: 50 }, pane));
  }
  const near = zoomed({ scale: 1, x: 0, y: 0 }, 2, { x: 10, y: 20 });
  expect(near).toStrictEqual({ scale: 2, x: -10, y: -20 });
  expect(zoomed(near, 10, { x: 0, y: 0 }).scale).toBe(2);
});
