import { parseTime } from "@tutti/core/parse-time";
import { STATE_ORDER } from "../../../state/tone.ts";
import type { RunNode } from "../timeline/timeline-tree.ts";

export interface TaskSort {
  key: "name" | "state" | "start" | "length" | "attempts";
  isDescending: boolean;
}

const names = new Intl.Collator("en", { numeric: true });

/** A sorted copy; `load-2` comes before `load-10`, and what has not started comes last. */
export function sortTasks(nodes: readonly RunNode[], { key, isDescending }: TaskSort): RunNode[] {
  const compare = COMPARATORS[key];
  const sign = isDescending ? -1 : 1;
  return nodes.toSorted((a, b) => sign * compare(a, b) || a.sortAt - b.sortAt || names.compare(a.label, b.label));
}

const COMPARATORS: Record<TaskSort["key"], (a: RunNode, b: RunNode) => number> = {
  name: (a, b) => names.compare(a.label, b.label),
  state: (a, b) => stateRank(a) - stateRank(b),
  start: (a, b) => a.sortAt - b.sortAt,
  length: (a, b) => lengthOf(a) - lengthOf(b),
  attempts: (a, b) => (a.task?.run_count ?? 0) - (b.task?.run_count ?? 0),
};

function stateRank({ run }: RunNode): number {
  return run.state_type === null ? -1 : STATE_ORDER.indexOf(run.state_type);
}

function lengthOf({ run }: RunNode): number {
  const start = parseTime(run.start_time);
  if (start === null) return -1;
  const end = parseTime(run.end_time);
  return end === null ? Number.MAX_SAFE_INTEGER - start : end - start;
}
