import { z } from "zod";
import { flowFilter } from "./flow-filter.ts";
import { flowRun } from "./flow-run.ts";
import { dateTime, integerBetween, orDefault, tags, uuid } from "./primitives.ts";
import { queueFilters } from "./run-query.ts";
import { runLength, runSearch } from "./run-search.ts";
import { stateType } from "./state.ts";

// What the dashboard reads: one call per page, under `/api/tutti`. Times and durations are written as everywhere else:
// ISO 8601 in UTC, seconds as numbers.

/** How many of a set are in which state; states that do not occur are left out. */
export const stateCounts = z.partialRecord(stateType, z.int());
export type StateCounts = z.infer<typeof stateCounts>;

/** A count that stopped counting: when `is_bounded`, there are more than `count`. */
export const boundedCount = z.object({ count: z.int(), is_bounded: z.boolean() });
export type BoundedCount = z.infer<typeof boundedCount>;

/** `next_cursor` of the page before, or null for the first page. Opaque, and good for the same filters and sort only. */
const cursor = orDefault(z.string().max(2000), null);
/** The run that called this one as a subflow. */
export const parentRun = z.object({ flow_run_id: uuid, flow_run_name: z.string(), task_run_id: uuid });

/** A flow run as one row of a list. */
export const runRow = z.object({
  id: uuid,
  name: z.string(),
  flow_id: uuid,
  flow_name: z.string(),
  deployment_id: uuid.nullable(),
  /** Null also where the deployment is gone. */
  deployment_name: z.string().nullable(),
  work_pool_name: z.string().nullable(),
  flow_version: z.string().nullable(),
  parent: parentRun.nullable(),
  tags,
  state_type: stateType.nullable(),
  state_name: z.string().nullable(),
  state_timestamp: dateTime.nullable(),
  /** Cut at 500 characters. */
  state_message: z.string().nullable(),
  run_count: z.int(),
  created: dateTime,
  expected_start_time: dateTime.nullable(),
  /** When it begins, or goes on; null unless it is scheduled. */
  next_scheduled_start_time: dateTime.nullable(),
  start_time: dateTime.nullable(),
  end_time: dateTime.nullable(),
  /** Seconds in RUNNING so far, the current stay included. */
  estimated_run_time: z.number(),
  /** Placeholders of subflows are not counted. */
  task_run_counts: stateCounts,
  /** Direct subflows. */
  subflow_run_count: z.int(),
});
export type RunRow = z.infer<typeof runRow>;

/**
 * START_TIME is the actual start, or the expected one of a run that has not started; DURATION the time spent in RUNNING
 * states that have ended. NEXT_START_ASC leaves out runs that are not scheduled.
 */
export const runsPageSort = z.enum([
  "START_TIME_DESC",
  "START_TIME_ASC",
  "NAME_ASC",
  "NAME_DESC",
  "DURATION_DESC",
  "NEXT_START_ASC",
]);
export type RunsPageSort = z.infer<typeof runsPageSort>;

/** `POST /api/tutti/runs/page`. `search` looks at the names of the run and of its flow. */
export const runsPageBody = z.strictObject({
  search: runSearch,
  length: runLength,
  ...queueFilters,
  sort: orDefault(runsPageSort, "START_TIME_DESC" as const),
  limit: orDefault(integerBetween(1, 200), 50),
  cursor,
});
export type RunsPageBody = z.output<typeof runsPageBody>;

export const runsPage = z.object({
  results: z.array(runRow),
  next_cursor: z.string().nullable(),
  /** Counted for the first page only. */
  total: boundedCount.nullable(),
});
export type RunsPage = z.infer<typeof runsPage>;

/** When a run entered a state. */
export const stateMark = z.object({ type: stateType, name: z.string(), timestamp: dateTime });
export type StateMark = z.infer<typeof stateMark>;

/** A task run as one bar of a timeline. */
export const timelineTask = z.object({
  id: uuid,
  /** The run it belongs to: the one asked for, or one of its subflows. */
  flow_run_id: uuid,
  name: z.string(),
  task_key: z.string(),
  state_type: stateType.nullable(),
  state_name: z.string().nullable(),
  run_count: z.int(),
  expected_start_time: dateTime.nullable(),
  start_time: dateTime.nullable(),
  end_time: dateTime.nullable(),
  /** The subflow run this task run stands for, if any. */
  subflow_run_id: uuid.nullable(),
  /** Task runs whose results it took. */
  upstream: z.array(uuid),
  /** Task runs it was called within, outermost first. */
  encapsulating: z.array(uuid),
  /** The whole history of a task run that ran more than once, else null: the bar is split by it. */
  states: z.array(stateMark).nullable(),
});
export type TimelineTask = z.infer<typeof timelineTask>;

/** A subflow of the run asked for, at any depth. */
export const timelineSubflow = z.object({
  id: uuid,
  name: z.string(),
  flow_id: uuid,
  flow_name: z.string(),
  parent_task_run_id: uuid,
  parent_flow_run_id: uuid,
  state_type: stateType.nullable(),
  state_name: z.string().nullable(),
  run_count: z.int(),
  expected_start_time: dateTime.nullable(),
  start_time: dateTime.nullable(),
  end_time: dateTime.nullable(),
});
export type TimelineSubflow = z.infer<typeof timelineSubflow>;

/** An artifact without its data, which `GET /artifacts/{id}` has. */
export const timelineArtifact = z.object({
  id: uuid,
  key: z.string().nullable(),
  type: z.string().nullable(),
  description: z.string().nullable(),
  flow_run_id: uuid.nullable(),
  task_run_id: uuid.nullable(),
  created: dateTime,
});
export type TimelineArtifact = z.infer<typeof timelineArtifact>;

/** `GET /api/tutti/flow-runs/{id}/timeline`: everything a run's page draws at first sight. */
export const timeline = z.object({
  flow_run: flowRun,
  flow_name: z.string(),
  deployment_name: z.string().nullable(),
  parent: parentRun.nullable(),
  /** Oldest first. */
  states: z.array(stateMark.extend({ id: uuid, message: z.string().nullable() })),
  /** Of the run itself, without its subflows; complete even when `is_truncated`. */
  task_run_counts: stateCounts,
  /** Of the run and its subflows, by start (expected start when not started), then id. */
  task_runs: z.array(timelineTask),
  subflow_runs: z.array(timelineSubflow),
  artifacts: z.array(timelineArtifact),
  /** More task runs exist than fit in one answer. */
  is_truncated: z.boolean(),
});
export type Timeline = z.infer<typeof timeline>;

/** A run as one bar of a small chart. */
export const runMark = z.object({
  id: uuid,
  name: z.string(),
  state_type: stateType.nullable(),
  state_name: z.string().nullable(),
  expected_start_time: dateTime.nullable(),
  start_time: dateTime.nullable(),
  end_time: dateTime.nullable(),
  estimated_run_time: z.number(),
});
export type RunMark = z.infer<typeof runMark>;

/** A run that is yet to come. */
export const nextMark = z.object({ id: uuid, name: z.string(), at: dateTime });
export type NextMark = z.infer<typeof nextMark>;

export const flowRow = z.object({
  id: uuid,
  name: z.string(),
  tags,
  created: dateTime,
  /** The newest run that has started, or null. */
  last_run: runMark.nullable(),
  /** The latest 25 runs that have started or should have, newest first. */
  recent_runs: z.array(runMark),
  /** States of the latest 100 of them. */
  recent_counts: stateCounts,
  /** The first run that is yet to come. */
  next_run: nextMark.nullable(),
  deployments: z.int(),
});
export type FlowRow = z.infer<typeof flowRow>;

export const flowsPageSort = z.enum(["LAST_RUN_DESC", "NAME_ASC", "NAME_DESC", "CREATED_DESC"]);
export type FlowsPageSort = z.infer<typeof flowsPageSort>;

/** `POST /api/tutti/flows/page`. */
export const flowsPageBody = z.strictObject({
  search: runSearch,
  flows: orDefault(flowFilter, null),
  sort: orDefault(flowsPageSort, "LAST_RUN_DESC" as const),
  limit: orDefault(integerBetween(1, 100), 50),
  cursor,
});
export type FlowsPageBody = z.output<typeof flowsPageBody>;

export const flowsPage = z.object({
  results: z.array(flowRow),
  next_cursor: z.string().nullable(),
  /** Counted for the first page only. */
  total: boundedCount.nullable(),
});
export type FlowsPage = z.infer<typeof flowsPage>;

/** A log line as the run page shows it. */
export const logLine = z.object({
  id: uuid,
  timestamp: dateTime,
  level: z.int(),
  /** The logger's name. */
  name: z.string(),
  message: z.string(),
  flow_run_id: uuid,
  task_run_id: uuid.nullable(),
});
export type LogLine = z.infer<typeof logLine>;

/** `POST /api/tutti/flow-runs/{id}/logs`: the lines of a run and its subflows, oldest first (timestamp, then id). */
export const runLogsBody = z.strictObject({
  /** Pages are large, so that a long log arrives in few calls. */
  limit: orDefault(integerBetween(1, 20_000), 10_000),
  cursor,
});
export type RunLogsBody = z.output<typeof runLogsBody>;

export const runLogs = z.object({ results: z.array(logLine), next_cursor: z.string().nullable() });
export type RunLogs = z.infer<typeof runLogs>;
