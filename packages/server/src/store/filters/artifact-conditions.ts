import type { ArtifactCollectionFilter, ArtifactFilter } from "@tutti/core/wire/artifact";
import { sql, type SqlBool } from "kysely";
import type { DialectName } from "../dialect.ts";
import { combine, given, isNull, textConditions, textMatches, type Condition, type TextFilter } from "./condition.ts";
import { flowRunScope, type ObjectFilters } from "./scope.ts";
import { taskRunMatches } from "./task-run-conditions.ts";

type ArtifactTableName = "artifact" | "artifact_collection";

interface KeyFilter extends TextFilter {
  exists_?: boolean | null | undefined;
}

/** For queries over `artifact`: the filter of artifacts, ANDed with those of the runs they belong to. */
export function artifactScope(dialect: DialectName, filter: ArtifactFilter | null, filters: ObjectFilters): Condition {
  return combine("and_", [
    ...given(filter, (given_) => artifactMatches(dialect, "artifact", given_, { id: given_.id })),
    ...runsMatch(dialect, "artifact", filters),
  ]);
}

/** For queries over `artifact_collection`: the newest artifact of each key. */
export function collectionScope(
  dialect: DialectName,
  filter: ArtifactCollectionFilter | null,
  filters: ObjectFilters,
): Condition {
  return combine("and_", [
    ...given(filter, (given_) =>
      artifactMatches(dialect, "artifact_collection", given_, { latest_id: given_.latest_id }),
    ),
    ...runsMatch(dialect, "artifact_collection", filters),
  ]);
}

type SharedFilter = Omit<ArtifactFilter, "id">;

function artifactMatches(
  dialect: DialectName,
  table: ArtifactTableName,
  filter: SharedFilter,
  ids: Readonly<Record<string, TextFilter | null | undefined>>,
): Condition {
  const column = (name: string) => sql.ref<string>(`${table}.${name}`);
  const text = (name: string) => (field: TextFilter) => textMatches(dialect, column(name), field);
  return combine(filter.operator, [
    ...Object.entries(ids).flatMap(([name, field]) => given(field, text(name))),
    ...given(filter.key, (field) => keyMatches(dialect, table, field)),
    ...given(filter.flow_run_id, text("flow_run_id")),
    ...given(filter.task_run_id, text("task_run_id")),
    ...given(filter.type, text("type")),
  ]);
}

function keyMatches(dialect: DialectName, table: ArtifactTableName, field: KeyFilter): Condition {
  const key = sql.ref<string>(`${table}.key`);
  return combine("and_", [
    ...textConditions(dialect, key, field),
    ...given(field.exists_, (exists) => isNull(key, !exists)),
  ]);
}

/** An artifact belongs to a flow run and to a task run, each by its own column. */
function runsMatch(dialect: DialectName, table: ArtifactTableName, filters: ObjectFilters): Condition[] {
  const { flows, flow_runs, deployments, task_runs } = filters;
  const isOfRun = [flows, flow_runs, deployments].some((filter) => filter !== null && filter !== undefined);
  const run = flowRunScope(dialect, {
    flows: flows ?? null,
    flow_runs: flow_runs ?? null,
    deployments: deployments ?? null,
  });
  return [
    ...(isOfRun
      ? [
          sql<SqlBool>`exists (select 1 from flow_run where flow_run.id = ${sql.ref(`${table}.flow_run_id`)} and ${run})`,
        ]
      : []),
    ...given(
      task_runs,
      (filter) => sql<SqlBool>`exists (select 1 from task_run where task_run.id = ${sql.ref(`${table}.task_run_id`)}
        and ${taskRunMatches(dialect, filter)})`,
    ),
  ];
}
