import type { Instant } from "@tutti/core/instant";
import type { StateType } from "@tutti/core/state-type";
import type { TaskInputs } from "@tutti/core/wire/task-run";
import { encapsulatingIds, upstreamIds } from "../task-runs/task-inputs.ts";

/** A task run of the graph's flow run, beside the subflow run it stands for, if any. */
export interface GraphTask {
  readonly id: string;
  readonly name: string;
  readonly stateType: StateType;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly inputs: TaskInputs;
  readonly subflow: GraphSubflow | null;
}

export interface GraphSubflow {
  readonly id: string;
  readonly label: string;
  readonly stateType: StateType;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
}

/** A task run, or the subflow run in the place of its placeholder. */
export interface Node {
  readonly kind: "flow-run" | "task-run";
  readonly id: string;
  readonly label: string;
  readonly stateType: StateType;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly parents: readonly string[];
  readonly children: readonly string[];
  readonly encapsulating: readonly string[];
}

/**
 * The graph of one run: each dependency is one edge, however often a result was passed, and an edge to a placeholder
 * goes to its subflow run. Dependencies outside of the run are left out. In the order of start.
 */
export function graphNodes(tasks: readonly GraphTask[]): Node[] {
  const nodeIds = new Map<string, Set<string>>();
  for (const task of tasks) grouped(nodeIds, task.id).add(task.subflow?.id ?? task.id);
  const toNodes = (ids: readonly string[]) => [...new Set(ids.flatMap((id) => [...(nodeIds.get(id) ?? [])]))];

  const children = new Map<string, Set<string>>();
  const ordered = tasks.map(withoutEdges).sort(byStart);
  const parentsOf = new Map(ordered.map(({ id, inputs }) => [id, toNodes(upstreamIds(inputs))]));
  for (const { id } of ordered) {
    for (const parent of parentsOf.get(id) ?? []) grouped(children, parent).add(id);
  }
  return ordered.map(({ inputs, ...node }) => ({
    ...node,
    parents: parentsOf.get(node.id) ?? [],
    children: [...(children.get(node.id) ?? [])],
    encapsulating: toNodes(encapsulatingIds(inputs)),
  }));
}

type UnlinkedNode = Omit<Node, "parents" | "children" | "encapsulating"> & { readonly inputs: TaskInputs };

function withoutEdges({ subflow, inputs, name, ...task }: GraphTask): UnlinkedNode {
  return subflow === null
    ? { kind: "task-run", ...task, label: name, inputs }
    : { kind: "flow-run", ...subflow, inputs };
}

function byStart(a: UnlinkedNode, b: UnlinkedNode): number {
  return a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1);
}

function grouped(groups: Map<string, Set<string>>, key: string): Set<string> {
  const known = groups.get(key);
  if (known !== undefined) return known;
  const group = new Set<string>();
  groups.set(key, group);
  return group;
}
