import { type Tone, toneOf } from "../../../state/tone.ts";
import { segmentsOf } from "./segments.ts";
import type { TimeView } from "./time-scale.ts";
import type { RunNode, TimelineNode } from "./timeline-tree.ts";

export interface TimelineRow {
  node: TimelineNode;
  depth: number;
  /** Null for a row that has nothing to unfold. */
  isOpen: boolean | null;
}

/** The rows on screen. Groups are folded and all else is open, except for what the viewer `toggled`. */
export function visibleRows(root: RunNode, toggled: ReadonlySet<string>): TimelineRow[] {
  const rows: TimelineRow[] = [];
  const visit = (node: TimelineNode, depth: number) => {
    const isOpen = node.children.length === 0 ? null : (node.kind !== "group") !== toggled.has(node.id);
    rows.push({ node, depth, isOpen });
    if (isOpen === true) for (const child of node.children) visit(child, depth + 1);
  };
  visit(root, 0);
  return rows;
}

/** The nodes from the root down to the one with this id; empty when there is none. */
export function pathTo(node: TimelineNode, id: string): TimelineNode[] {
  if (node.id === id) return [node];
  for (const child of node.children) {
    const path = pathTo(child, id);
    if (path.length > 0) return [node, ...path];
  }
  return [];
}

/** What has to be toggled besides, so that the row with this id is on screen. */
export function unfold(root: RunNode, id: string, toggled: ReadonlySet<string>): ReadonlySet<string> {
  const next = new Set(toggled);
  for (const node of pathTo(root, id).slice(0, -1)) {
    if (node.kind === "group") next.add(node.id);
    else next.delete(node.id);
  }
  return next;
}

/** Every run below the node, in the order of the rows. */
export function runsBelow(node: TimelineNode): RunNode[] {
  return node.children.flatMap((child) => (child.kind === "group" ? runsBelow(child) : [child, ...runsBelow(child)]));
}

/** The run's own task runs: not those of its subflows, nor what stands for a subflow. */
export function tasksOf(root: RunNode): RunNode[] {
  return runsBelow(root).filter(({ task }) => task?.flow_run_id === root.id && task.subflow_run_id === null);
}

export function toneOfNode(node: RunNode): Tone {
  return toneOf(node.run.state_type, node.run.state_name);
}

/** How many of a group's members are in which tone, most telling first. */
export function toneCounts(members: readonly RunNode[]): [Tone, number][] {
  const counts = new Map<Tone, number>();
  for (const member of members) {
    const tone = toneOfNode(member);
    counts.set(tone, (counts.get(tone) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => TELLING.indexOf(a) - TELLING.indexOf(b));
}

const TELLING: Tone[] = [
  "failed",
  "crashed",
  "running",
  "retrying",
  "late",
  "paused",
  "cancelling",
  "pending",
  "scheduled",
  "cancelled",
  "cached",
  "completed",
];

/** From when to when anything ran, as far as that is settled. */
interface Extent {
  fromAt: number;
  toAt: number;
  isGrowing: boolean;
}

/** What of the axis does not depend on now; the same for the same tree. */
export function extentOf(root: RunNode): Extent {
  const extent: Extent = { fromAt: Number.POSITIVE_INFINITY, toAt: Number.NEGATIVE_INFINITY, isGrowing: false };
  widen(extent, root);
  if (Number.isFinite(extent.fromAt)) return extent;
  return { ...extent, fromAt: segmentsOf(root.run)[0]?.startAt ?? Number.POSITIVE_INFINITY };
}

function widen(extent: Extent, node: TimelineNode, depth = 0): void {
  if (node.kind !== "group") {
    for (const { kind, startAt, endAt } of segmentsOf(node.run)) {
      // A run that was scheduled days ahead would squeeze its work into a corner: its wait is cut off.
      if (kind === "run" || depth > 0) extent.fromAt = Math.min(extent.fromAt, startAt);
      if (endAt === null) extent.isGrowing = true;
      else extent.toAt = Math.max(extent.toAt, endAt);
    }
  }
  for (const child of node.children) widen(extent, child, depth + 1);
}

/** All of the run, from the first thing that was waited for to its end, or to now. */
export function wholeView({ fromAt, toAt, isGrowing }: Extent, now: number): TimeView {
  const from = Number.isFinite(fromAt) ? fromAt : now;
  return { fromAt: from, toAt: Math.max(toAt, isGrowing ? now : toAt, from + 10) };
}
