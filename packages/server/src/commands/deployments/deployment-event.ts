import type { Deps } from "../../deps.ts";
import type { DeploymentTable } from "../../store/tables/deployment-tables.ts";
import { asJson, fromJson } from "../../store/rows/json-column.ts";
import type { Tx } from "../command.ts";
import { emitLifecycleEvent, type LifecycleEvent } from "../events/lifecycle-event.ts";
import { infrastructureResources, relatedResource } from "../flow-runs/related-resources.ts";

/** Writes `prefect.deployment.<verb>`. */
export async function emitDeploymentEvent(
  tx: Tx,
  deps: Deps,
  verb: LifecycleEvent["verb"],
  row: DeploymentTable,
  payload: Record<string, unknown> = {},
): Promise<void> {
  const { id, name } = row;
  await emitLifecycleEvent(tx, deps, {
    kind: "prefect.deployment",
    verb,
    id,
    name,
    payload,
    related: await relatedTo(tx, row),
  });
}

async function relatedTo(tx: Tx, row: DeploymentTable): Promise<Record<string, string>[]> {
  const flow = await tx.selectFrom("flow").select("name").where("id", "=", row.flow_id).executeTakeFirst();
  return [
    ...(flow === undefined ? [] : [relatedResource("flow", `prefect.flow.${row.flow_id}`, flow.name)]),
    ...(await infrastructureResources(tx, row.work_queue_id)),
    ...ofDocument("storage", row.storage_document_id),
    ...ofDocument("infrastructure", row.infrastructure_document_id),
    ...(row.concurrency_limit_id === null
      ? []
      : [relatedResource("concurrency-limit", `prefect.concurrency-limit.${row.concurrency_limit_id}`)]),
  ];
}

function ofDocument(role: string, id: string | null): Record<string, string>[] {
  return id === null ? [] : [relatedResource(role, `prefect.block-document.${id}`)];
}

/** The fields whose change is told, by the column that holds them. */
const TOLD = [
  "description",
  "tags",
  "parameters",
  "parameter_openapi_schema",
  "enforce_parameter_schema",
  "entrypoint",
  "path",
  "pull_steps",
  "work_queue_id",
  "job_variables",
  "paused",
  "labels",
  "version",
  "concurrency_limit_id",
  "concurrency_options",
] as const satisfies readonly (keyof DeploymentTable)[];

/** Writes `prefect.deployment.updated` when a field that is told has changed. */
export async function emitDeploymentChange(
  tx: Tx,
  deps: Deps,
  before: DeploymentTable,
  after: DeploymentTable,
): Promise<void> {
  const changed = TOLD.filter((column) => before[column] !== after[column]);
  if (changed.length === 0) return;
  const updates = changed.map((column) => [
    nameOf(column),
    { from: valueOf(before, column), to: valueOf(after, column) },
  ]);
  const payload = { updated_fields: changed.map(nameOf), updates: Object.fromEntries(updates) as object };
  await emitDeploymentEvent(tx, deps, "updated", after, payload);
}

type Told = (typeof TOLD)[number];

/** Prefect tells of job variables by the older name. */
function nameOf(column: Told): string {
  return column === "job_variables" ? "infra_overrides" : column;
}

const JSON_COLUMNS: ReadonlySet<Told> = new Set([
  "tags",
  "parameters",
  "parameter_openapi_schema",
  "pull_steps",
  "job_variables",
  "labels",
  "concurrency_options",
]);

function valueOf(row: DeploymentTable, column: Told): unknown {
  const value = row[column];
  if (column === "paused" || column === "enforce_parameter_schema") return value === 1;
  return typeof value === "string" && JSON_COLUMNS.has(column) ? fromJson(asJson(value)) : value;
}
