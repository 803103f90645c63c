import { memo } from "react";
import { type Layout, NODE_HEIGHT, NODE_WIDTH } from "./graph-layout.ts";
import type { Graph } from "./graph-model.ts";
import { toneOfGraph } from "./graph-node.tsx";

/** All nodes as plain boxes in their colours, for a graph so far away that no name could be read. */
export const GraphDots = memo(function GraphDots({ graph, layout }: { graph: Graph; layout: Layout }) {
  const tones = Map.groupBy(graph.nodes, ({ node }) => toneOfGraph(node));
  return (
    <svg
      className="graph-edges"
      width={Math.max(1, layout.width)}
      height={Math.max(1, layout.height)}
      aria-hidden="true"
    >
      {[...tones].map(([tone, nodes]) => (
        <path key={tone} data-tone={tone} className="graph-dot" d={nodes.map(({ id }) => boxOf(id, layout)).join("")} />
      ))}
    </svg>
  );
});

function boxOf(id: string, { places }: Layout): string {
  const place = places.get(id);
  return place === undefined ? "" : `M${place.x} ${place.y}h${NODE_WIDTH}v${NODE_HEIGHT}h-${NODE_WIDTH}z`;
}
