import { runsBelow } from "./timeline-rows.ts";
import type { RunNode } from "./timeline-tree.ts";

export type Relation = "upstream" | "downstream";

/** Which runs gave the selected task a result, and which took its. */
export function relationsOf(root: RunNode, selectedId: string | undefined): ReadonlyMap<string, Relation> {
  const relations = new Map<string, Relation>();
  if (selectedId === undefined) return relations;
  for (const { task } of runsBelow(root)) {
    if (task === null) continue;
    if (task.id === selectedId) for (const id of task.upstream) relations.set(id, "upstream");
    else if (task.upstream.includes(selectedId)) relations.set(task.id, "downstream");
  }
  return relations;
}
