import { ApiError } from "@tutti/core/errors";
import { proposedState } from "@tutti/core/state-wire";
import type { FlowRunCreate } from "@tutti/core/wire/flow-run";
import type { Deps } from "../../deps.ts";
import { prepared } from "../../store/prepared.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import type { FlowRunTable, FlowTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";
import { deploymentRow, deploymentRunLabels } from "../deployments/deployment-run.ts";
import { requireLease } from "../leases/lease-check.ts";
import { standingQueueId } from "../work-pools/pool-queue.ts";
import {
  alreadyThere,
  insertFlowRun,
  runOfKey,
  type CreatedRun,
  type Creator,
  type FlowRunContent,
} from "./insert-flow-run.ts";
import { loadFlowRun } from "./load-flow-run.ts";
import { completeFlowRunPolicy } from "./run-policy.ts";

interface CreateFlowRun {
  readonly create: FlowRunCreate;
  /** The epoch of the lease of the run that calls this one as a subflow. */
  readonly epoch: number | null;
  readonly creator?: Creator | null;
}

/** The run of that idempotency key: made in its first state, or as it already stands. */
export async function createFlowRun(
  tx: Tx,
  deps: Deps,
  { create, epoch, creator = null }: CreateFlowRun,
): Promise<CreatedRun> {
  const { flow_id, idempotency_key = null } = create;
  const standing = await runOfKey(tx, { flow_id, idempotency_key });
  if (standing !== undefined) return alreadyThere(tx, deps, standing);
  const content = { ...(await contentOf(tx, create, epoch)), creator };
  const proposed = proposedState(create.state ?? { type: "PENDING" }, deps.newId(), deps.now());
  return insertFlowRun(tx, deps, content, proposed);
}

const flowById = prepared<{ id: string }, FlowTable>((db, param) =>
  db.selectFrom("flow").selectAll().where("id", "=", param("id")),
);

async function contentOf(
  tx: Tx,
  create: FlowRunCreate,
  epoch: number | null,
): Promise<Omit<FlowRunContent, "creator">> {
  const [flow] = await flowById(tx, { id: create.flow_id });
  if (flow === undefined) throw new ApiError("conflict", `There is no flow ${create.flow_id}`);
  return {
    name: create.name ?? null,
    flow_id: flow.id,
    flow_version: create.flow_version ?? null,
    deployment_id: create.deployment_id ?? null,
    deployment_version: null,
    work_queue_id: await queueOf(tx, create),
    work_queue_name: create.work_queue_name ?? null,
    parent_task_run_id: create.parent_task_run_id ?? null,
    parameters: toJson(create.parameters),
    context: toJson(create.context),
    empirical_policy: toJson(completeFlowRunPolicy(create.empirical_policy)),
    job_variables: toJson(create.job_variables ?? {}),
    tags: toJson(create.tags),
    labels: await labelsOf(tx, flow, create),
    idempotency_key: create.idempotency_key ?? null,
    infrastructure_document_id: create.infrastructure_document_id ?? null,
    lease_run_id: await leaseRunId(tx, create.parent_task_run_id ?? null, epoch),
  };
}

/** Here a queue is only found, never made. */
async function queueOf(
  tx: Tx,
  { work_pool_name: pool, work_queue_name: queue }: FlowRunCreate,
): Promise<string | null> {
  return pool ? standingQueueId(tx, { pool, queue: queue || null }) : null;
}

/** The deployment's or else the flow's, then the server's, then the run's own: the later win. */
async function labelsOf(tx: Tx, flow: FlowTable, create: FlowRunCreate): Promise<FlowRunTable["labels"]> {
  const deployment = create.deployment_id ? await deploymentRow(tx, create.deployment_id) : undefined;
  if (deployment !== undefined) return deploymentRunLabels(deployment, create.labels);
  return flowRunLabels(flow, create.labels);
}

/** The flow's labels, the server's and the run's own. */
export function flowRunLabels(flow: FlowTable, own: FlowRunCreate["labels"]): FlowRunTable["labels"] {
  const inherited = flow.labels === null ? {} : fromJson(flow.labels);
  return toJson({ ...inherited, "prefect.flow.id": flow.id, ...own });
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
