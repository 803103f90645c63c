import { sortTasks } from "../tasks/sort-tasks.ts";
import { segmentsOf } from "./segments.ts";
import type { TimeView } from "./time-scale.ts";
import { runsBelow, type TimelineRow } from "./timeline-rows.ts";
import type { RunNode } from "./timeline-tree.ts";

const LEAST_SPAN_MS = 10;

/** Everything that the run called, the longest first; what still runs is taken for longer than what has ended. */
export function rowsByLength(root: RunNode): TimelineRow[] {
  const sorted = sortTasks(runsBelow(root), { key: "length", isDescending: true });
  return sorted.map((node) => ({ node, depth: 0, isOpen: null }));
}

/** How long the longest of them took, or has been taking. */
export function longestOf(rows: readonly TimelineRow[], now: number): number {
  return rows.reduce(
    (most, { node }) => Math.max(most, node.kind === "group" ? 0 : lengthOf(node, now)),
    LEAST_SPAN_MS,
  );
}

function lengthOf({ run }: RunNode, now: number): number {
  const runs = segmentsOf(run).filter(({ kind }) => kind === "run");
  const [first] = runs;
  const last = runs.at(-1);
  return first === undefined || last === undefined ? 0 : (last.endAt ?? now) - first.startAt;
}

/** The stretch of time in which a row's bar begins at the left edge, as those of all other rows do. */
export function viewFromStart({ run }: RunNode, span: number): TimeView {
  const segments = segmentsOf(run);
  const fromAt = (segments.find(({ kind }) => kind === "run") ?? segments[0])?.startAt ?? 0;
  return { fromAt, toAt: fromAt + span };
}
