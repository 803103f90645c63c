import { z } from "zod";
import { runRow, stateCounts } from "./dashboard.ts";
import { history, historyRange } from "./history.ts";
import { dateTime, integerBetween, orDefault, uuid } from "./primitives.ts";
import { runLength, runSearch } from "./run-search.ts";
import { queueFilters } from "./run-query.ts";
import { stateType } from "./state.ts";

// What is told of many runs at once. What is asked for is what a list of runs is filtered by.

/** A run that has begun, as one dot of a plot. */
export const scatterDot = z.object({
  id: uuid,
  name: z.string(),
  flow_name: z.string(),
  state_type: stateType.nullable(),
  state_name: z.string().nullable(),
  start_time: dateTime,
  /** Seconds in RUNNING so far, the current stay included. */
  estimated_run_time: z.number(),
});
export type ScatterDot = z.infer<typeof scatterDot>;

/** Runs of like start and like length. */
export const scatterCell = z.object({
  /** Of the time between `from` and `until`, which has `columns` of the same width. */
  column: z.int(),
  /** Of lengths, as `core/length-row.ts` has them. */
  row: z.int(),
  counts: stateCounts,
});
export type ScatterCell = z.infer<typeof scatterCell>;

const filters = { search: runSearch, length: runLength, ...queueFilters };

/** `POST /api/tutti/runs/scatter`. */
export const runsScatterBody = z.strictObject(filters);
export type RunsScatterBody = z.output<typeof runsScatterBody>;

/** Each run as a dot, newest first; where they are too many to be told apart, cells with their counts. */
export const runsScatter = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("dots"), dots: z.array(scatterDot) }),
  z.object({
    kind: z.literal("cells"),
    from: dateTime,
    until: dateTime,
    columns: z.int(),
    cells: z.array(scatterCell),
  }),
]);
export type RunsScatter = z.infer<typeof runsScatter>;

/** `POST /api/tutti/runs/activity`: runs by their expected start. */
export const runsActivityBody = z.strictObject({
  ...historyRange,
  ...filters,
  /** Whether the task runs of these runs are counted, too; without those that stand for subflows. */
  has_task_runs: orDefault(z.boolean(), false),
});
export type RunsActivityBody = z.output<typeof runsActivityBody>;

export const runsActivity = z.object({ flow_runs: history, task_runs: history.nullable() });
export type RunsActivity = z.infer<typeof runsActivity>;

/** `POST /api/tutti/runs/by-flow`. */
export const runsByFlowBody = z.strictObject({ ...filters, limit: orDefault(integerBetween(1, 50), 10) });
export type RunsByFlowBody = z.output<typeof runsByFlowBody>;

/** The runs of each flow, told by the newest; the flow of the newest of all comes first. */
export const runsByFlow = z.object({
  flows: z.array(z.object({ newest: runRow, counts: stateCounts })),
  /** How many flows have such runs, also beyond `limit`. */
  total: z.int(),
});
export type RunsByFlow = z.infer<typeof runsByFlow>;
