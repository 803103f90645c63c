import type { Timeline } from "@tutti/core/wire/dashboard";
import { parseTime } from "@tutti/core/parse-time";
import type { RunNode, TimelineNode } from "../timeline/timeline-tree.ts";

/** What stands in the graph: a run of a task, a subflow, or a group of many that is folded into one. */
export interface GraphNode {
  readonly id: string;
  readonly node: TimelineNode;
  /** Null for what cannot be unfolded. */
  readonly isOpen: boolean | null;
  readonly startAt: number | null;
  readonly endAt: number | null;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** `data` when the one took the other's result, `order` when it only ran after it, `part` within a subflow. */
  readonly kind: "data" | "order" | "part";
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/**
 * The run's tasks with what they depend on. Groups and subflows are folded unless they are `opened`. Where a task took
 * nobody's result, it is drawn after what had ended last when it began, so that the order shows.
 */
export function buildGraph(root: RunNode, timeline: Timeline, opened: ReadonlySet<string>): Graph {
  const nodes: GraphNode[] = [];
  const shownAs = new Map<string, string>();
  const edges = new Map<string, GraphEdge>();
  const add = (edge: GraphEdge) => {
    const key = `${edge.from} ${edge.to}`;
    if (edge.from !== edge.to && edges.get(key)?.kind !== "data") edges.set(key, edge);
  };
  collect(root.children, { opened, nodes, shownAs, add });
  for (const task of timeline.task_runs) {
    const to = shownAs.get(task.subflow_run_id ?? task.id) ?? shownAs.get(task.id);
    if (to === undefined) continue;
    for (const upstream of task.upstream) {
      const from = shownAs.get(placeOf(upstream, timeline)) ?? shownAs.get(upstream);
      if (from !== undefined) add({ from, to, kind: "data" });
    }
  }
  addOrder(nodes, edges, add);
  return { nodes, edges: [...edges.values()] };
}

const placeholders = new WeakMap<Timeline, ReadonlyMap<string, string>>();

/** A subflow stands under its own id, and its results come from the task run that called it. */
function placeOf(id: string, timeline: Timeline): string {
  let known = placeholders.get(timeline);
  if (known === undefined) {
    known = new Map(timeline.task_runs.map((task) => [task.id, task.subflow_run_id ?? task.id]));
    placeholders.set(timeline, known);
  }
  return known.get(id) ?? id;
}

interface Collecting {
  readonly opened: ReadonlySet<string>;
  readonly nodes: GraphNode[];
  readonly shownAs: Map<string, string>;
  readonly add: (edge: GraphEdge) => void;
}

function collect(children: readonly TimelineNode[], to: Collecting): void {
  for (const child of children) {
    const isOpen = to.opened.has(child.id);
    if (child.kind === "group" && isOpen) {
      collect(child.children, to);
      continue;
    }
    const canOpen = child.children.length > 0;
    to.nodes.push({ id: child.id, node: child, isOpen: canOpen ? isOpen : null, ...extentOf(child) });
    to.shownAs.set(child.id, child.id);
    if (!canOpen) continue;
    if (!isOpen) {
      hide(child, child.id, to.shownAs);
      continue;
    }
    collect(child.children, to);
    for (const part of child.children) {
      const shown = to.shownAs.get(part.id);
      if (shown !== undefined) to.add({ from: child.id, to: shown, kind: "part" });
    }
  }
}

/** All that is folded away is shown as what it is folded into. */
function hide(node: TimelineNode, as: string, shownAs: Map<string, string>): void {
  for (const child of node.children) {
    shownAs.set(child.id, as);
    hide(child, as, shownAs);
  }
}

function extentOf(node: TimelineNode): { startAt: number | null; endAt: number | null } {
  if (node.kind !== "group") return { startAt: parseTime(node.run.start_time), endAt: parseTime(node.run.end_time) };
  const extents = node.children.map(extentOf);
  const starts = extents.flatMap(({ startAt }) => (startAt === null ? [] : [startAt]));
  const isOver = extents.every(({ endAt }) => endAt !== null);
  return {
    startAt: starts.length === 0 ? null : least(starts),
    endAt: isOver ? -least(extents.map(({ endAt }) => -(endAt ?? 0))) : null,
  };
}

function least(values: readonly number[]): number {
  return values.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
}

/** Results are at hand a little before their task is told to have ended. */
const END_SLACK = 0.05;

/** Joins what took no result to what had ended last when it began. */
function addOrder(
  nodes: readonly GraphNode[],
  edges: ReadonlyMap<string, GraphEdge>,
  add: (edge: GraphEdge) => void,
): void {
  const joined = new Set([...edges.values()].map(({ to }) => to));
  const ended = nodes
    .flatMap(({ id, startAt, endAt }) =>
      startAt === null || endAt === null ? [] : [{ id, endAt: endAt - (endAt - startAt) * END_SLACK }],
    )
    .toSorted((a, b) => a.endAt - b.endAt);
  for (const { id, startAt } of nodes) {
    if (joined.has(id) || startAt === null) continue;
    const before = lastBefore(ended, startAt);
    if (before !== null) add({ from: before, to: id, kind: "order" });
  }
}

/** By halves: there may be thousands. */
function lastBefore(ended: readonly { id: string; endAt: number }[], startAt: number): string | null {
  let low = 0;
  let high = ended.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ended[middle]?.endAt ?? 0) <= startAt) low = middle + 1;
    else high = middle;
  }
  return ended[low - 1]?.id ?? null;
}
