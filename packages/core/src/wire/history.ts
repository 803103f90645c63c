import { z } from "zod";
import { workQueueFilter } from "./infrastructure-filter.ts";
import { dateTime, instantInput, number, orDefault } from "./primitives.ts";
import { objectFilters, poolFilters } from "./run-query.ts";
import { stateType } from "./state.ts";

/** A hundred years: more would leave the calendar. */
const INTERVAL_SECONDS_MAX = 3_155_760_000;

export const historyRange = {
  history_start: instantInput,
  history_end: instantInput,
  /** Below 1 the operation refuses it, in words of its own. */
  history_interval_seconds: number.pipe(z.number().max(INTERVAL_SECONDS_MAX)),
};

export const flowRunHistoryBody = z.object({
  ...historyRange,
  ...poolFilters,
  work_queues: orDefault(workQueueFilter, null),
});
export const taskRunHistoryBody = z.object({ ...historyRange, ...objectFilters });

export const history = z.array(
  z.object({
    interval_start: dateTime,
    interval_end: dateTime,
    states: z.array(
      z.object({
        state_type: stateType,
        state_name: z.string(),
        count_runs: z.int(),
        sum_estimated_run_time: z.number(),
        sum_estimated_lateness: z.number(),
      }),
    ),
  }),
);
export type History = z.infer<typeof history>;
