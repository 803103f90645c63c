import type { TaskRunFilter } from "@tutti/core/wire/task-run-filter";
import { sql } from "kysely";
import type { DialectName } from "../dialect.ts";
import { lookup, narrow, type Candidate } from "./candidate.ts";
import { andOnly, given, oneOf, timeBounds } from "./condition.ts";
import type { ObjectFilters } from "./scope.ts";

/** What the filters imply for `task_run` that one of its indexes answers. */
export function taskRunCandidates(dialect: DialectName, filters: ObjectFilters): Candidate[] {
  const filter = andOnly(filters.task_runs);
  return filter === null ? [] : [...byIds(dialect, filter), ...byFields(dialect, filter)];
}

/** Task runs of the given flow runs. */
export function ownerCandidate(dialect: DialectName, flowRunIds: readonly string[]): Candidate {
  return narrow(oneOf(dialect, sql.ref("task_run.flow_run_id"), flowRunIds));
}

function byIds(dialect: DialectName, filter: TaskRunFilter): Candidate[] {
  const owner = andOnly(filter.flow_run_id);
  return [
    ...given(filter.id?.any_, (ids) => narrow(oneOf(dialect, sql.ref("task_run.id"), ids))),
    ...given(owner?.is_null_ === true ? null : owner?.any_, (ids) => ownerCandidate(dialect, ids)),
  ];
}

function byFields(dialect: DialectName, filter: TaskRunFilter): Candidate[] {
  return [
    ...given(filter.name?.any_, (names) => oneOf(dialect, sql.ref("task_run.name"), names)),
    ...timeBounds(sql.ref("task_run.start_time"), filter.start_time),
    ...timeBounds(sql.ref("task_run.end_time"), filter.end_time),
    ...timeBounds(sql.ref("task_run.expected_start_time"), filter.expected_start_time),
  ].map(lookup);
}
