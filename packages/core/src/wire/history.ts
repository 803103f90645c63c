import { z } from "zod";
import { plainNumber } from "../exact-json.ts";
import { workQueueFilter } from "./infrastructure-filter.ts";
import { dateTime, instantInput, orDefault } from "./primitives.ts";
import { objectFilters, poolFilters } from "./run-query.ts";
import { stateType } from "./state.ts";

const range = {
  history_start: instantInput,
  history_end: instantInput,
  history_interval_seconds: z.preprocess(plainNumber, z.number().min(1)),
};

export const flowRunHistoryBody = z.object({
  ...range,
  ...poolFilters,
  work_queues: orDefault(workQueueFilter, null),
});
export const taskRunHistoryBody = z.object({ ...range, ...objectFilters });

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
