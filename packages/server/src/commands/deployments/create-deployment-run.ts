import { ApiError } from "@tutti/core/errors";
import { proposedState } from "@tutti/core/state-wire";
import type { DeploymentRunCreate } from "@tutti/core/wire/deployment-run";
import type { Deps } from "../../deps.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import type { DeploymentTable } from "../../store/tables/deployment-tables.ts";
import { beginAtOnce, type WaitingTaker } from "../leases/begin-at-once.ts";
import type { Outcome, Tx } from "../command.ts";
import {
  alreadyThere,
  insertFlowRun,
  runOfKey,
  type CreatedRun,
  type Creator,
  type FlowRunContent,
} from "../flow-runs/insert-flow-run.ts";
import { queueOfRow } from "../flow-runs/load-flow-run.ts";
import { queueIdOf } from "../work-pools/pool-queue.ts";
import { completeFlowRunPolicy } from "../flow-runs/run-policy.ts";
import type { Taken } from "../leases/take-flow-run.ts";
import { deploymentRow, deploymentRunLabels } from "./deployment-run.ts";
import { requireJobVariables } from "./job-variables.ts";
import { hydrateParameters, requireValid } from "./parameters.ts";

export interface DeploymentRunRequest {
  readonly id: string;
  readonly create: DeploymentRunCreate;
  readonly creator?: Creator | null;
  /** For whom it is begun at once, if nothing stands against it. */
  readonly waiting?: WaitingTaker | null;
}

/** Makes a run of the deployment, scheduled for now unless the request says otherwise. It is answered as it was made. */
export async function createDeploymentRun(
  tx: Tx,
  deps: Deps,
  { id, create, creator = null, waiting = null }: DeploymentRunRequest,
): Promise<Outcome<CreatedRun["result"] & { begun: Taken | null }>> {
  const deployment = await deploymentRow(tx, id);
  if (deployment === undefined) throw new ApiError("not_found", "Deployment not found");
  const made = await makeRun(tx, deps, deployment, create, creator);
  const { flow_run, created } = made.result;
  const begun = waiting !== null && created ? await beginAtOnce(tx, deps, flow_run.id, deployment, waiting) : null;
  return {
    result: { ...made.result, begun: begun?.result ?? null },
    changes: () => [...(made.changes?.() ?? []), ...(begun?.changes?.() ?? [])],
  };
}

export async function makeRun(
  tx: Tx,
  deps: Deps,
  deployment: DeploymentTable,
  create: DeploymentRunCreate,
  creator: Creator | null = null,
): Promise<CreatedRun> {
  const parameters = await parametersOf(tx, deployment, create);
  await requireJobVariables(tx, deps, deployment, create.job_variables, REQUEST.doing);
  const content = { ...(await contentOf(tx, deps, deployment, { ...create, parameters })), creator };
  const standing = await runOfKey(tx, content);
  if (standing !== undefined) return alreadyThere(tx, deps, standing);
  const proposed = proposedState(create.state ?? { type: "SCHEDULED" }, deps.newId(), deps.now());
  return insertFlowRun(tx, deps, content, proposed);
}

const REQUEST = { doing: "creating flow run", of: "flow run" } as const;

/** Those of the deployment and the request together, as the deployment's schema allows them. */
async function parametersOf(
  tx: Tx,
  deployment: DeploymentTable,
  create: DeploymentRunCreate,
): Promise<DeploymentRunCreate["parameters"]> {
  const given = { ...fromJson(deployment.parameters), ...create.parameters };
  const parameters = await hydrateParameters(tx, given, REQUEST);
  if (create.enforce_parameter_schema ?? deployment.enforce_parameter_schema === 1) {
    const schema = deployment.parameter_openapi_schema;
    requireValid(schema === null ? null : fromJson(schema), parameters, REQUEST);
  }
  return parameters;
}

/** What the request says takes the place of what the deployment says; tags are those of both. */
async function contentOf(
  tx: Tx,
  deps: Deps,
  deployment: DeploymentTable,
  create: DeploymentRunCreate,
): Promise<Omit<FlowRunContent, "creator">> {
  return {
    name: create.name ?? null,
    flow_id: deployment.flow_id,
    flow_version: null,
    deployment_id: deployment.id,
    deployment_version: deployment.version,
    ...(await queueOf(tx, deps, deployment, create)),
    parent_task_run_id: create.parent_task_run_id ?? null,
    parameters: toJson(create.parameters),
    context: toJson(create.context),
    empirical_policy: toJson(completeFlowRunPolicy(create.empirical_policy)),
    job_variables: toJson(create.job_variables ?? {}),
    tags: toJson([...new Set([...fromJson(deployment.tags), ...create.tags])]),
    labels: deploymentRunLabels(deployment, create.labels),
    idempotency_key: create.idempotency_key ?? null,
    infrastructure_document_id: create.infrastructure_document_id ?? deployment.infrastructure_document_id,
    lease_run_id: null,
  };
}

async function queueOf(
  tx: Tx,
  deps: Deps,
  deployment: DeploymentTable,
  { work_queue_name }: DeploymentRunCreate,
): Promise<Pick<FlowRunContent, "work_queue_id" | "work_queue_name">> {
  if (!work_queue_name) return { work_queue_id: deployment.work_queue_id, work_queue_name: deployment.work_queue_name };
  const queue = await queueOfRow(tx, deployment);
  if (queue === null) {
    throw new ApiError(
      "bad_request",
      `Cannot create flow run in work queue ${work_queue_name} because deployment ${deployment.id} is not associated with a work pool. Please remove work_pool_name and try again.`,
    );
  }
  const id = await queueIdOf(tx, deps, { pool: queue.pool_name, queue: work_queue_name });
  return { work_queue_id: id, work_queue_name };
}
