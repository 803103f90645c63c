import type { StateCounts } from "@tutti/core/wire/dashboard";
import type { FlowGrid } from "@tutti/core/wire/flow-grid";
import type { StateType } from "@tutti/core/state-type";
import { formatDuration } from "../../time/duration.ts";
import { stateWords } from "../../state/tone.ts";

/** What became of a task in a run. */
export interface GridCell {
  /** The state that matters most of those its calls are in. */
  readonly state: StateType;
  readonly calls: number;
  readonly words: string;
}

export interface GridRow {
  readonly task: string;
  /** By run. */
  readonly cells: ReadonlyMap<string, GridCell>;
}

/** What is looked for first stands for the others. */
const WEIGHTIEST = [
  "FAILED",
  "CRASHED",
  "RUNNING",
  "PAUSED",
  "CANCELLING",
  "PENDING",
  "SCHEDULED",
  "CANCELLED",
  "COMPLETED",
] as const satisfies StateType[];

/** Prefect's Python names a task by its function and a hash of its code. */
const CODE_HASH = /-[0-9a-f]{8}$/;

/** The tasks in the order in which the newest run that has them called them. */
export function gridRows({ runs, tasks }: FlowGrid): GridRow[] {
  const places = new Map(runs.map(({ id }, index) => [id, index]));
  const inOrder = tasks.toSorted((a, b) => (places.get(b.flow_run_id) ?? 0) - (places.get(a.flow_run_id) ?? 0));
  const byTask = Map.groupBy(inOrder, ({ task_key }) => task_key.replace(CODE_HASH, ""));
  return [...byTask].map(([task, tallies]) => ({
    task,
    cells: new Map([...Map.groupBy(tallies, ({ flow_run_id }) => flow_run_id)].map(([id, same]) => [id, cellOf(same)])),
  }));
}

function cellOf(same: readonly { readonly counts: StateCounts; readonly seconds: number }[]): GridCell {
  const counts = new Map<string, number>();
  for (const [type, count] of same.flatMap((tally) => Object.entries(tally.counts))) {
    counts.set(type, (counts.get(type) ?? 0) + count);
  }
  const found = WEIGHTIEST.filter((type) => counts.has(type));
  const seconds = same.reduce((total, tally) => total + tally.seconds, 0);
  const states = found.map((type) => `${counts.get(type)} ${stateWords(type, null).toLowerCase()}`);
  return {
    state: found[0] ?? "PENDING",
    calls: [...counts.values()].reduce((total, count) => total + count, 0),
    words: [...states, ...(seconds === 0 ? [] : [formatDuration(seconds * 1000)])].join(", "),
  };
}
