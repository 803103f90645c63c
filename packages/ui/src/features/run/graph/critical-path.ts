import type { Graph, GraphNode } from "./graph-model.ts";

/**
 * What the run's end waited for: from what ended last back, each time to what it waited for longest. Whoever wants the
 * run to be faster begins with these. In the order in which they ran.
 */
export function criticalPath({ nodes, edges }: Graph): string[] {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const before = Map.groupBy(edges, ({ to }) => to);
  const path: string[] = [];
  const seen = new Set<string>();
  let current = lastOf(nodes);
  while (current !== undefined && !seen.has(current.id)) {
    path.unshift(current.id);
    seen.add(current.id);
    current = lastOf((before.get(current.id) ?? []).flatMap(({ from }) => known.get(from) ?? []));
  }
  return path;
}

/** What has not ended yet is later than all that has. */
function lastOf(nodes: readonly GraphNode[]): GraphNode | undefined {
  return nodes
    .filter(({ startAt }) => startAt !== null)
    .reduce<GraphNode | undefined>(
      (last, node) => (last === undefined || endOf(node) > endOf(last) ? node : last),
      undefined,
    );
}

function endOf({ endAt }: GraphNode): number {
  return endAt ?? Number.POSITIVE_INFINITY;
}
