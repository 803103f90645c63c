import { ApiError } from "@tutti/core/errors";
import { FORCED_FLOW_POLICY } from "@tutti/core/flow-policy";
import { NO_PROGRESS } from "@tutti/core/run-progress";
import { generateRunName } from "@tutti/core/run-name";
import { progressToRow } from "@tutti/core/progress-row";
import { proposedState } from "@tutti/core/state-wire";
import type { FlowRun, FlowRunCreate } from "@tutti/core/wire/flow-run";
import type { Deps } from "../deps.ts";
import { prepared } from "../store/prepared.ts";
import { insertNew } from "../store/row-writes.ts";
import { flowRunFromRow } from "../store/rows/flow-run-row.ts";
import { fromJson, toJson } from "../store/rows/json-column.ts";
import type { FlowRunTable, FlowTable } from "../store/tables.ts";
import type { Outcome, Tx } from "./command.ts";
import { requireLease } from "./lease-check.ts";
import { currentFlowRunState, loadFlowRun, type LoadedFlowRun } from "./load-flow-run.ts";
import { orchestrateFlowRun } from "./orchestrate-flow-run.ts";
import { completeFlowRunPolicy } from "./run-policy.ts";

interface CreateFlowRun {
  readonly create: FlowRunCreate;
  /** The epoch of the lease of the run that calls this one as a subflow. */
  readonly epoch: number | null;
}

/** The run of that idempotency key: made in its first state, or as it already stands. */
export async function createFlowRun(
  tx: Tx,
  deps: Deps,
  { create, epoch }: CreateFlowRun,
): Promise<Outcome<{ flow_run: FlowRun; created: boolean }>> {
  const standing = await byIdempotencyKey(tx, create);
  if (standing !== undefined) return alreadyThere(tx, deps, standing);
  const row = await newRow(tx, deps, create, epoch);
  if (!(await insertNew(tx, "flow_run", row))) {
    // Somebody else made it in between.
    return alreadyThere(tx, deps, (await byIdempotencyKey(tx, create)) ?? row);
  }
  const proposed = proposedState(create.state ?? { type: "PENDING" }, deps.newId(), deps.now());
  const terms = { policy: FORCED_FLOW_POLICY, leaseSupport: "holds" as const, recoveriesLeft: null };
  const { run, changes } = await orchestrateFlowRun(tx, deps, { row, state: null }, proposed, terms);
  return { result: { flow_run: toWire(run, deps), created: true }, changes };
}

async function alreadyThere(tx: Tx, deps: Deps, row: FlowRunTable) {
  const state = await currentFlowRunState(tx, row);
  return { result: { flow_run: toWire({ row, state }, deps), created: false } };
}

function toWire({ row, state }: LoadedFlowRun, deps: Deps): FlowRun {
  return flowRunFromRow(row, state, deps.now());
}

const runByKey = prepared<Pick<FlowRunTable, "flow_id" | "idempotency_key">, FlowRunTable>((db, param) =>
  db
    .selectFrom("flow_run")
    .selectAll()
    .where("flow_id", "=", param("flow_id"))
    .where("idempotency_key", "=", param("idempotency_key")),
);

async function byIdempotencyKey(tx: Tx, create: FlowRunCreate): Promise<FlowRunTable | undefined> {
  const idempotency_key = create.idempotency_key ?? null;
  if (idempotency_key === null) return undefined;
  const [run] = await runByKey(tx, { flow_id: create.flow_id, idempotency_key });
  return run;
}

const flowById = prepared<{ id: string }, FlowTable>((db, param) =>
  db.selectFrom("flow").selectAll().where("id", "=", param("id")),
);

async function newRow(tx: Tx, deps: Deps, create: FlowRunCreate, epoch: number | null): Promise<FlowRunTable> {
  const [flow] = await flowById(tx, { id: create.flow_id });
  if (flow === undefined) throw new ApiError("conflict", `There is no flow ${create.flow_id}`);
  if (create.work_pool_name) throw new ApiError("not_found", `Work pool "${create.work_pool_name}" not found.`);
  const now = deps.now();
  return {
    id: deps.newId(),
    created: now,
    updated: now,
    name: create.name ?? generateRunName(deps.random),
    flow_id: flow.id,
    flow_version: create.flow_version ?? null,
    deployment_id: create.deployment_id ?? null,
    deployment_version: null,
    work_queue_id: null,
    work_queue_name: create.work_queue_name ?? null,
    parent_task_run_id: create.parent_task_run_id ?? null,
    parameters: toJson(create.parameters),
    context: toJson(create.context),
    empirical_policy: toJson(completeFlowRunPolicy(create.empirical_policy)),
    job_variables: toJson(create.job_variables ?? {}),
    tags: toJson(create.tags),
    labels: labelsOf(flow, create),
    idempotency_key: create.idempotency_key ?? null,
    auto_scheduled: 0,
    infrastructure_document_id: create.infrastructure_document_id ?? null,
    infrastructure_pid: null,
    created_by_id: null,
    created_by_type: null,
    created_by_display_value: null,
    recovery_count: 0,
    ...progressToRow(NO_PROGRESS),
    lease_run_id: await leaseRunId(tx, create.parent_task_run_id ?? null, epoch),
    lease_owner: null,
    lease_epoch: 0,
    lease_expires_at: null,
  };
}

/** The flow's, then the server's, then the run's own: the later win. */
function labelsOf(flow: FlowTable, create: FlowRunCreate): FlowRunTable["labels"] {
  const inherited = flow.labels === null ? {} : fromJson(flow.labels);
  return toJson({
    ...inherited,
    "prefect.flow.id": flow.id,
    ...create.labels,
  });
}

/** A subflow that is called under a lease is covered by it. */
async function leaseRunId(tx: Tx, parentTaskRunId: string | null, epoch: number | null): Promise<string | null> {
  if (parentTaskRunId === null) return null;
  const task = await tx
    .selectFrom("task_run")
    .select("flow_run_id")
    .where("id", "=", parentTaskRunId)
    .executeTakeFirst();
  if (task === undefined) throw new ApiError("conflict", `There is no task run ${parentTaskRunId}`);
  const parent = task.flow_run_id === null || epoch === null ? null : await loadFlowRun(tx, task.flow_run_id);
  if (parent === null) return null;
  await requireLease(tx, parent.row, epoch);
  return parent.row.lease_run_id ?? parent.row.id;
}
