import { ApiError } from "@tutti/core/errors";
import type { Deployment, DeploymentCreate } from "@tutti/core/wire/deployment";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../../deps.ts";
import { deploymentsWithParts } from "../../store/queries/deployments/deployments-with-parts.ts";
import { insertNew, updateChanged } from "../../store/row-writes.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import type { DeploymentTable } from "../../store/tables/deployment-tables.ts";
import type { FlowTable } from "../../store/tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { findWorkPool } from "../work-pools/load-work-pool.ts";
import { queueIdOf } from "../work-pools/pool-queue.ts";
import { removeScheduledRuns } from "../schedules/remove-scheduled-runs.ts";
import { addSchedules, removeSchedules } from "../schedules/schedule-rows.ts";
import { deploymentColumns } from "./deployment-columns.ts";
import { emitDeploymentChange, emitDeploymentEvent } from "./deployment-event.ts";
import { requireLimit, setLimit } from "./deployment-limit.ts";
import { requireDeploymentVariables } from "./job-variables.ts";

/**
 * The deployment of that name of the flow: made, or changed in what is given. Its schedules become those that are given, and
 * runs that were scheduled by the earlier ones go.
 */
export async function createDeployment(
  tx: Tx,
  deps: Deps,
  create: DeploymentCreate,
): Promise<Outcome<{ deployment: Deployment; created: boolean }>> {
  if (create.work_pool_name) {
    await findWorkPool(tx, create.work_pool_name);
    await requireDeploymentVariables(tx, deps, create.work_pool_name, create.job_variables);
  }
  const flow = await requireFlow(tx, create.flow_id);
  await requireLimit(tx, create.global_concurrency_limit_id);
  await requireDocument(tx, "infrastructure", create.infrastructure_document_id);
  await requireDocument(tx, "storage", create.storage_document_id);
  const queueId = await queueIdOf(tx, deps, namesIn(create));
  const before = await standing(tx, create);
  const now = deps.now();
  const given: DeploymentTable = {
    ...(before ?? newRow(deps, create)),
    ...deploymentColumns(create),
    ...(queueId === null ? {} : { work_queue_id: queueId }),
    ...(create.global_concurrency_limit_id === undefined
      ? {}
      : { concurrency_limit_id: create.global_concurrency_limit_id }),
    labels: labelsOf(flow, create),
    updated: now,
  };
  // Whoever made it in the meantime has committed, so that it stands now.
  if (before === undefined && !(await insertNew(tx, "deployment", given))) return createDeployment(tx, deps, create);
  const gone = before === undefined ? [] : await clearSchedules(tx, deps, given);
  await addSchedules(tx, deps, given.id, create.schedules ?? []);
  const after = await withLimit(tx, deps, given, create.concurrency_limit);
  await updateChanged(tx, "deployment", before ?? given, after);
  if (before === undefined) await emitDeploymentEvent(tx, deps, "created", after);
  else await emitDeploymentChange(tx, deps, before, after);
  return { result: { deployment: await toWire(tx, deps, after), created: before === undefined }, changes: () => gone };
}

async function toWire(tx: Tx, deps: Deps, row: DeploymentTable): Promise<Deployment> {
  const [deployment] = await deploymentsWithParts(tx, [row], deps.now());
  if (deployment === undefined) throw new ApiError("internal", "a deployment that was saved is not there");
  return deployment;
}

async function requireFlow(tx: Tx, id: string): Promise<FlowTable> {
  const flow = await tx.selectFrom("flow").selectAll().where("id", "=", id).executeTakeFirst();
  if (flow === undefined) throw new ApiError("conflict", `There is no flow ${id}`);
  return flow;
}

async function standing(tx: Tx, { flow_id, name }: DeploymentCreate): Promise<DeploymentTable | undefined> {
  return tx
    .selectFrom("deployment")
    .selectAll()
    .where("flow_id", "=", flow_id)
    .where("name", "=", name)
    .forUpdate()
    .executeTakeFirst();
}

function namesIn(create: DeploymentCreate) {
  return { pool: create.work_pool_name || null, queue: create.work_queue_name || null };
}

async function requireDocument(tx: Tx, kind: string, id: string | null | undefined): Promise<void> {
  if (id === null || id === undefined) return;
  const document = await tx.selectFrom("block_document").select("id").where("id", "=", id).executeTakeFirst();
  if (document !== undefined) return;
  throw new ApiError(
    "conflict",
    `Error creating deployment. Could not find ${kind} block with id: ${id}. This usually occurs when applying a deployment specification that was built against a different Prefect database / workspace.`,
  );
}

/** The flow's, then the server's, then the deployment's own: the later win. */
function labelsOf(flow: FlowTable, create: DeploymentCreate): DeploymentTable["labels"] {
  const inherited = flow.labels === null ? {} : fromJson(flow.labels);
  return toJson({ ...inherited, "prefect.flow.id": flow.id, ...create.labels });
}

async function clearSchedules(tx: Tx, deps: Deps, { id }: DeploymentTable): Promise<LiveChange[]> {
  await removeSchedules(tx, id);
  return removeScheduledRuns(tx, { deploymentId: id, autoScheduledOnly: true, after: deps.now() });
}

async function withLimit(
  tx: Tx,
  deps: Deps,
  row: DeploymentTable,
  slots: number | null | undefined,
): Promise<DeploymentTable> {
  return slots === undefined ? row : { ...row, concurrency_limit_id: await setLimit(tx, deps, row, slots) };
}

function newRow(deps: Deps, { flow_id, name }: DeploymentCreate): DeploymentTable {
  const now = deps.now();
  return {
    id: deps.newId(),
    created: now,
    updated: now,
    flow_id,
    name,
    version: null,
    description: null,
    paused: 0,
    tags: toJson([]),
    labels: null,
    parameters: toJson({}),
    parameter_openapi_schema: toJson({}),
    enforce_parameter_schema: 1,
    job_variables: toJson({}),
    pull_steps: toJson([]),
    path: null,
    entrypoint: null,
    storage_document_id: null,
    infrastructure_document_id: null,
    work_queue_id: null,
    work_queue_name: null,
    concurrency_limit_id: null,
    concurrency_options: null,
    last_polled: null,
    status: "NOT_READY",
    created_by: null,
    updated_by: null,
  };
}
