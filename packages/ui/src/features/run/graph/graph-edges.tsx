import { memo } from "react";
import { type Layout, NODE_HEIGHT, NODE_WIDTH, type Point } from "./graph-layout.ts";
import type { Graph, GraphEdge } from "./graph-model.ts";

interface GraphEdgesProps {
  graph: Graph;
  layout: Layout;
  critical: ReadonlySet<string>;
  selectedId: string | undefined;
}

/** The lines between nodes: one path for each look, so that ten thousand lines are a few elements. */
export const GraphEdges = memo(function GraphEdges({ graph, layout, critical, selectedId }: GraphEdgesProps) {
  const looks = Map.groupBy(graph.edges, (edge) => lookOf(edge, critical, selectedId));
  return (
    <svg
      className="graph-edges"
      width={Math.max(1, layout.width)}
      height={Math.max(1, layout.height)}
      aria-hidden="true"
    >
      {[...looks].map(([look, edges]) => (
        <path
          key={look}
          className={`graph-edge graph-edge-${look}`}
          d={edges.map((edge) => lineOf(edge, layout)).join("")}
        />
      ))}
    </svg>
  );
});

function lookOf({ from, to, kind }: GraphEdge, critical: ReadonlySet<string>, selectedId: string | undefined): string {
  if (from === selectedId || to === selectedId) return "chosen";
  if (critical.has(from) && critical.has(to)) return "critical";
  return kind;
}

function lineOf({ from, to }: GraphEdge, { places }: Layout): string {
  const start = places.get(from);
  const end = places.get(to);
  return start === undefined || end === undefined ? "" : curve(start, end);
}

function curve(from: Point, to: Point): string {
  const x1 = from.x + NODE_WIDTH;
  const y1 = from.y + NODE_HEIGHT / 2;
  const y2 = to.y + NODE_HEIGHT / 2;
  const middle = (x1 + to.x) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${to.x} ${y2}`;
}
