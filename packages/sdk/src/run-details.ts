import { readDeployment } from "@tutti/client/deployments";
import { readFlowRun } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";
import { readTaskRun } from "@tutti/client/task-runs";
import { uiAddress } from "@tutti/client/ui-address";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { connect } from "./connection.ts";
import { currentContext } from "./engine/run-context.ts";

/** What only the server knows of a flow run. */
export interface FlowRunDetails {
  readonly flowVersion: string | null;
  /** When it was to start. */
  readonly scheduledStartTime: Date;
  /** What its job is started with beyond what its deployment says. */
  readonly jobVariables: Readonly<Record<string, unknown>>;
  /** The run whose code started it. */
  readonly parentFlowRunId: string | null;
  readonly parentDeploymentId: string | null;
  /** The run above all others; its own where no other started it. */
  readonly rootFlowRunId: string;
  readonly apiUrl: string;
  /** Its page. */
  readonly uiUrl: string;
}

/** Where a task run is found. */
export interface TaskRunDetails {
  readonly apiUrl: string;
  /** Its page. */
  readonly uiUrl: string;
}

/** What a flow run is a run of. */
export interface DeploymentInfo {
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
  /** The deployment's own, which a run's are put over. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Of the flow run around the code that asks; undefined outside of flows. */
export async function flowRunDetails(): Promise<FlowRunDetails | undefined> {
  const here = await flowRunAround();
  if (here === null) return undefined;
  const { api, run } = here;
  const [above, address, uiUrl] = await Promise.all([
    runsAbove(api, run),
    api.address(),
    uiAddress(api, `/runs/flow-run/${run.id}`),
  ]);
  return {
    flowVersion: run.flow_version,
    scheduledStartTime: new Date(run.expected_start_time ?? run.created ?? 0),
    jobVariables: run.job_variables ?? {},
    parentFlowRunId: above[0]?.id ?? null,
    parentDeploymentId: above[0]?.deployment_id ?? null,
    rootFlowRunId: above.at(-1)?.id ?? run.id,
    apiUrl: `${address.url}/flow_runs/${run.id}`,
    uiUrl,
  };
}

/** Of the task run around the code that asks; undefined outside of tasks. */
export async function taskRunDetails(): Promise<TaskRunDetails | undefined> {
  const { flowRun, step } = currentContext();
  if (step === null) return undefined;
  const { api } = flowRun?.connection ?? (await connect());
  const { id } = step.info;
  const [address, uiUrl] = await Promise.all([api.address(), uiAddress(api, `/runs/task-run/${id}`)]);
  return { apiUrl: `${address.url}/task_runs/${id}`, uiUrl };
}

/** The deployment of the flow run around the code that asks; undefined where it has none. */
export async function deploymentInfo(): Promise<DeploymentInfo | undefined> {
  const here = await flowRunAround();
  if (here === null || here.run.deployment_id === null) return undefined;
  const { id, name, version, parameters } = await readDeployment(here.api, here.run.deployment_id);
  return { id, name, version, parameters };
}

interface Here {
  readonly api: ApiClient;
  readonly run: FlowRun;
}

/** A task on another thread knows the run by its id alone. */
async function flowRunAround(): Promise<Here | null> {
  const { flowRun, step } = currentContext();
  const id = flowRun?.fields.id ?? step?.run.fields.flowRunId ?? null;
  if (id === null) return null;
  const { api } = flowRun?.connection ?? (await connect());
  return { api, run: await readFlowRun(api, id) };
}

/** The runs whose code started it, the nearest first; those that were deleted are nowhere. */
async function runsAbove(api: ApiClient, run: FlowRun): Promise<FlowRun[]> {
  const above: FlowRun[] = [];
  for (let place = run.parent_task_run_id; place !== null;) {
    const parent = await runAround(api, place);
    if (parent === null) break;
    above.push(parent);
    place = parent.parent_task_run_id;
  }
  return above;
}

async function runAround(api: ApiClient, taskRunId: string): Promise<FlowRun | null> {
  try {
    const { flow_run_id } = await readTaskRun(api, taskRunId);
    return flow_run_id === null ? null : await readFlowRun(api, flow_run_id);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
