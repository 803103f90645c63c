import { z } from "zod";
import { instantInput, integer, labels, number, opaque, tags } from "./primitives.ts";
import { stateDetailsInput, stateType } from "./state.ts";
import { taskInputs, taskRunPolicy } from "./task-run.ts";

const reportedState = z.object({
  type: stateType,
  name: z.string().nullish(),
  message: z.string().nullish(),
  state_details: stateDetailsInput.nullish(),
  data: opaque.optional(),
});

const reportedTaskRun = z.object({
  name: z.string().nullish(),
  task_key: z.string(),
  dynamic_key: z.string(),
  cache_key: z.string().nullish(),
  cache_expiration: instantInput.nullish(),
  task_version: z.string().nullish(),
  empirical_policy: taskRunPolicy.nullish(),
  tags: tags.nullish(),
  labels: labels.nullish(),
  task_inputs: taskInputs.nullish(),
  run_count: integer.nullish(),
  flow_run_run_count: integer.nullish(),
  expected_start_time: instantInput.nullish(),
  next_scheduled_start_time: instantInput.nullish(),
  start_time: instantInput.nullish(),
  end_time: instantInput.nullish(),
  total_run_time: number.nullish(),
});
export type ReportedTaskRun = z.output<typeof reportedTaskRun>;

/** The payload of a `prefect.task-run.*` event: a task run as the client that orchestrates it reports it. */
export const taskRunReport = z.object({ validated_state: reportedState, task_run: reportedTaskRun });
