import type { FlowFilter } from "@tutti/core/wire/flow-filter";
import type { FlowRunFilter } from "@tutti/core/wire/flow-run-filter";
import type { TaskRunFilter } from "@tutti/core/wire/task-run-filter";
import type { FlowRunTable, FlowTable, TaskRunTable } from "../../../src/store/tables.ts";

// The filter grammar over rows in memory, written from the protocol and not from the SQL: what both must agree on.

export interface World {
  readonly flows: readonly FlowTable[];
  readonly flowRuns: readonly FlowRunTable[];
  readonly taskRuns: readonly TaskRunTable[];
}

export interface Filters {
  readonly flows: FlowFilter | null;
  readonly flow_runs: FlowRunFilter | null;
  readonly task_runs: TaskRunFilter | null;
  readonly deployments: object | null;
}

type Operator = "and_" | "or_" | undefined;

function join(operator: Operator, answers: readonly boolean[]): boolean {
  if (answers.length === 0) return true;
  return operator === "or_" ? answers.includes(true) : !answers.includes(false);
}

/** The answers to those conditions that are given. */
function ask<T>(value: T | null | undefined, answer: (value: T) => boolean): boolean[] {
  return value === null || value === undefined ? [] : [answer(value)];
}

interface TextField {
  operator?: Operator;
  any_?: readonly string[] | null | undefined;
  not_any_?: readonly string[] | null | undefined;
  like_?: string | null | undefined;
  is_null_?: boolean | null | undefined;
}

function text(value: string | null, field: TextField): boolean[] {
  return [
    ...ask(field.any_, (list) => value !== null && list.includes(value)),
    ...ask(field.not_any_, (list) => list.length === 0 || (value !== null && !list.includes(value))),
    ...ask(field.like_, (part) => value !== null && lowerAscii(value).includes(lowerAscii(part))),
    ...ask(field.is_null_, (is) => (value === null) === is),
  ];
}

function lowerAscii(value: string): string {
  return value.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

const textField = (value: string | null) => (field: TextField) => join(field.operator, text(value, field));

interface TagsField {
  operator?: Operator;
  all_?: readonly string[] | null | undefined;
  any_?: readonly string[] | null | undefined;
  is_null_?: boolean | null | undefined;
}

const tagsField = (stored: string) => (field: TagsField) => {
  const tags = new Set(JSON.parse(stored) as string[]);
  return join(field.operator, [
    ...ask(field.all_, (wanted) => wanted.every((tag) => tags.has(tag))).filter(() => field.all_?.length !== 0),
    ...ask(field.any_, (wanted) => wanted.some((tag) => tags.has(tag))),
    ...ask(field.is_null_, (is) => (tags.size === 0) === is),
  ]);
};

interface TimeField {
  before_?: number | null | undefined;
  after_?: number | null | undefined;
  is_null_?: boolean | null | undefined;
}

const timeField =
  (value: number | null, bounded: number | null = value) =>
  (field: TimeField) =>
    join("and_", [
      ...ask(field.before_, (at) => bounded !== null && bounded <= at),
      ...ask(field.after_, (at) => bounded !== null && bounded >= at),
      ...ask(field.is_null_, (is) => (value === null) === is),
    ]);

interface StateField {
  operator?: Operator;
  type?: TextField | null | undefined;
  name?: TextField | null | undefined;
}

const stateField = (run: { state_type: string | null; state_name: string | null }) => (field: StateField) =>
  join(field.operator, [...text(run.state_type, field.type ?? {}), ...text(run.state_name, field.name ?? {})]);

function flowMatches(flow: FlowTable, filter: FlowFilter): boolean {
  return join(filter.operator, [
    ...ask(filter.id, textField(flow.id)),
    ...ask(filter.name, textField(flow.name)),
    ...ask(filter.tags, tagsField(flow.tags)),
    ...ask(filter.deployment, (field) => field.is_null_ !== false),
  ]);
}

function flowRunMatches(run: FlowRunTable, filter: FlowRunFilter, world: World): boolean {
  const parent = world.taskRuns.find((task) => task.id === run.parent_task_run_id)?.flow_run_id ?? null;
  return join(filter.operator, [
    ...ask(filter.id, textField(run.id)),
    ...ask(filter.name, textField(run.name)),
    ...ask(filter.tags, tagsField(run.tags)),
    ...ask(filter.deployment_id, textField(run.deployment_id)),
    ...ask(filter.work_queue_name, textField(run.work_queue_name)),
    ...ask(filter.state, stateField(run)),
    ...ask(filter.flow_version, textField(run.flow_version)),
    ...ask(filter.start_time, timeField(run.start_time, run.start_time ?? run.expected_start_time)),
    ...ask(filter.end_time, timeField(run.end_time)),
    ...ask(filter.expected_start_time, timeField(run.expected_start_time)),
    ...ask(filter.next_scheduled_start_time, timeField(run.next_scheduled_start_time)),
    ...ask(filter.parent_flow_run_id, textField(parent)),
    ...ask(filter.parent_task_run_id, textField(run.parent_task_run_id)),
    ...ask(filter.idempotency_key, textField(run.idempotency_key)),
    ...ask(filter.created_by, (field) =>
      join(field.operator, [
        ...text(run.created_by_id, { any_: field.id_ }),
        ...text(run.created_by_type, { any_: field.type_, is_null_: field.is_null_ }),
      ]),
    ),
  ]);
}

function taskRunMatches(run: TaskRunTable, filter: TaskRunFilter, world: World): boolean {
  return join(filter.operator, [
    ...ask(filter.id, textField(run.id)),
    ...ask(filter.name, textField(run.name)),
    ...ask(filter.tags, tagsField(run.tags)),
    ...ask(filter.state, stateField(run)),
    ...ask(filter.start_time, timeField(run.start_time)),
    ...ask(filter.end_time, timeField(run.end_time)),
    ...ask(filter.expected_start_time, timeField(run.expected_start_time)),
    ...ask(filter.subflow_runs, ({ exists_ }) =>
      join(
        "and_",
        ask(exists_, (does) => world.flowRuns.some((sub) => sub.parent_task_run_id === run.id) === does),
      ),
    ),
    ...ask(filter.flow_run_id, ({ any_, is_null_ }) => {
      if (is_null_ === true) return run.flow_run_id === null;
      if (any_ !== null && any_ !== undefined) return run.flow_run_id !== null && any_.includes(run.flow_run_id);
      return is_null_ === false ? run.flow_run_id !== null : true;
    }),
  ]);
}

/** Whether some run is of this kind, and has such a task run where that is asked. */
function runAndTasksMatch(run: FlowRunTable, filters: Filters, world: World): boolean {
  return (
    (filters.flow_runs === null || flowRunMatches(run, filters.flow_runs, world)) &&
    (filters.task_runs === null || tasksOf(run, world).some((task) => taskMatches(task, filters, world)))
  );
}

function tasksOf(run: FlowRunTable, world: World): TaskRunTable[] {
  return world.taskRuns.filter((task) => task.flow_run_id === run.id);
}

function taskMatches(task: TaskRunTable, filters: Filters, world: World): boolean {
  return filters.task_runs === null || taskRunMatches(task, filters.task_runs, world);
}

function flowOf(run: FlowRunTable, world: World): FlowTable[] {
  return world.flows.filter((flow) => flow.id === run.flow_id);
}

export function matchingFlows(world: World, filters: Filters): string[] {
  const asksForRuns = filters.flow_runs !== null || filters.task_runs !== null;
  return idsOf(
    world.flows.filter(
      (flow) =>
        filters.deployments === null &&
        (filters.flows === null || flowMatches(flow, filters.flows)) &&
        (!asksForRuns ||
          world.flowRuns.some((run) => run.flow_id === flow.id && runAndTasksMatch(run, filters, world))),
    ),
  );
}

export function matchingFlowRuns(world: World, filters: Filters): string[] {
  const { flows } = filters;
  return idsOf(
    world.flowRuns.filter(
      (run) =>
        filters.deployments === null &&
        runAndTasksMatch(run, filters, world) &&
        (flows === null || flowOf(run, world).some((flow) => flowMatches(flow, flows))),
    ),
  );
}

export function matchingTaskRuns(world: World, filters: Filters): string[] {
  const { flows, flow_runs } = filters;
  return idsOf(
    world.taskRuns.filter((task) => {
      if (filters.deployments !== null || !taskMatches(task, filters, world)) return false;
      if (flows === null && flow_runs === null) return true;
      const run = world.flowRuns.find((candidate) => candidate.id === task.flow_run_id);
      return (
        run !== undefined &&
        (flow_runs === null || flowRunMatches(run, flow_runs, world)) &&
        (flows === null || flowOf(run, world).some((flow) => flowMatches(flow, flows)))
      );
    }),
  );
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map((row) => row.id).sort();
}
