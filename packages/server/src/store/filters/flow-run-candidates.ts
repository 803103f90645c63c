import type { FlowRunFilter } from "@tutti/core/wire/flow-run-filter";
import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { DialectName } from "../dialect.ts";
import { lookup, narrow, scan, type Candidate } from "./candidate.ts";
import { andOnly, contains, given, oneOf, timeBounds, type Condition } from "./condition.ts";
import { flowRunStart, parentMatches } from "./flow-run-conditions.ts";
import type { ObjectFilters } from "./scope.ts";
import { tagsMatch } from "./tag-conditions.ts";

/** What the filters imply for `flow_run` that one of its indexes answers. */
export function flowRunCandidates(dialect: DialectName, filters: ObjectFilters): Candidate[] {
  const runs = andOnly(filters.flow_runs);
  const tasks = andOnly(filters.task_runs);
  return [
    ...(runs === null ? [] : byIds(dialect, runs)),
    ...given(tasks?.id?.any_, (ids) => ownsTaskRun(dialect, ids)).map(narrow),
    ...(runs === null
      ? []
      : [
          ...byStateType(dialect, runs),
          ...byDeployment(dialect, runs),
          ...byFields(dialect, runs),
          ...byParts(dialect, runs),
        ]),
  ];
}

/** Runs of the given flows. */
export function flowCandidate(dialect: DialectName, flowIds: readonly string[]): Candidate {
  const column = sql.ref("flow_run.flow_id");
  return { kind: "lookup", condition: oneOf(dialect, column, flowIds), inStartOrder: eachOf(column, flowIds) };
}

/** Bounds on the start, at which the index behind START_TIME stops. */
export function startBounds({ flow_runs }: ObjectFilters): Condition[] {
  return timeBounds(flowRunStart, andOnly(flow_runs)?.start_time);
}

function byIds(dialect: DialectName, filter: FlowRunFilter): Candidate[] {
  const column = sql.ref("flow_run.parent_task_run_id");
  return [
    ...given(filter.id?.any_, (ids) => oneOf(dialect, sql.ref("flow_run.id"), ids)),
    ...given(andOnly(filter.parent_flow_run_id)?.any_, (any_) => parentMatches(dialect, { operator: "and_", any_ })),
    ...given(andOnly(filter.parent_task_run_id)?.any_, (ids) => oneOf(dialect, column, ids)),
  ].map(narrow);
}

function byStateType(dialect: DialectName, filter: FlowRunFilter): Candidate[] {
  const types = andOnly(filter.state)?.type?.any_ ?? null;
  const column = sql.ref("flow_run.state_type");
  if (types === null) return [];
  return [{ kind: "lookup", condition: oneOf(dialect, column, types), inStartOrder: eachOf(column, types) }];
}

function byDeployment(dialect: DialectName, filter: FlowRunFilter): Candidate[] {
  const ids = andOnly(filter.deployment_id)?.any_ ?? null;
  const column = sql.ref("flow_run.deployment_id");
  if (ids === null) return [];
  return [{ kind: "lookup", condition: oneOf(dialect, column, ids), inStartOrder: eachOf(column, ids) }];
}

function byFields(dialect: DialectName, filter: FlowRunFilter): Candidate[] {
  const anyOf = (column: RawBuilder<unknown>) => (values: readonly string[]) => oneOf(dialect, column, values);
  return [
    ...given(andOnly(filter.state)?.name?.any_, anyOf(sql.ref("flow_run.state_name"))),
    ...given(filter.name?.any_, anyOf(sql.ref("flow_run.name"))),
    ...timeBounds(flowRunStart, filter.start_time),
    ...timeBounds(sql.ref("flow_run.expected_start_time"), filter.expected_start_time),
    ...timeBounds(sql.ref("flow_run.end_time"), filter.end_time),
    ...timeBounds(sql.ref("flow_run.next_scheduled_start_time"), filter.next_scheduled_start_time),
  ].map(lookup);
}

/** SQLite's index of tags has the runs with tags only, which must be said for it to be used. */
function byParts(dialect: DialectName, filter: FlowRunFilter): Candidate[] {
  const tags = sql.ref<string>("flow_run.tags");
  const field = andOnly(filter.tags);
  const asksForTag = (field?.all_ ?? []).length > 0 || (field?.any_ ?? null) !== null;
  return [
    ...given(
      asksForTag ? field : null,
      (wanted) => sql<SqlBool>`(${tags} <> '[]' and ${tagsMatch(dialect, tags, wanted)})`,
    ),
    ...given(filter.name?.like_, (part) => contains(dialect, sql.ref("flow_run.name"), part)),
  ].map(scan);
}

function ownsTaskRun(dialect: DialectName, ids: readonly string[]): Condition {
  const owners = sql`select owned.flow_run_id from task_run as owned where ${oneOf(dialect, sql`owned.id`, ids)}`;
  return sql<SqlBool>`${sql.ref("flow_run.id")} in (${owners})`;
}

function eachOf(column: RawBuilder<unknown>, values: readonly string[]): Condition[] {
  return [...new Set(values)].map((value) => sql<SqlBool>`${column} = ${value}`);
}
