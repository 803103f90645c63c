import { createDeploymentRun, readDeployment, readDeploymentByName } from "@tutti/client/deployments";
import { readFlowRun } from "@tutti/client/flow-runs";
import { readFlow } from "@tutti/client/flows";
import { epochHeader } from "@tutti/client/leases";
import { isNotFound } from "@tutti/client/response-error";
import { createTaskRun } from "@tutti/client/task-runs";
import { TuttiError } from "@tutti/core/errors";
import { parseInstant } from "@tutti/core/instant";
import { isTerminal } from "@tutti/core/state-type";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { randomUUID } from "node:crypto";
import { checkGiven } from "./check-given.ts";
import { connect, type Connection } from "./connection.ts";
import { taskInputs } from "./engine/call-inputs.ts";
import type { FlowRunScope } from "./engine/flow-run-scope.ts";
import { inputIdentity } from "./engine/input-identity.ts";
import { hasOutcome, recordedOutcome } from "./engine/journal.ts";
import { summaryOfWire } from "./engine/propose-state.ts";
import { currentContext, type RunContext } from "./engine/run-context.ts";
import { wait } from "./engine/wait.ts";
import { parametersToWire } from "./parameters.ts";
import { type Outcome, State } from "./state.ts";

// D1: within a flow the run stands in its parent as a subflow does, by a task run; the same call of a flow that is
//     executed again finds the same run, and waits on. When the flow is tried again after a failure, a run that did not
//     complete is not found: another is made in its place.

/** A run that takes no time is seen to end soon; one that takes long is not asked for often. */
const POLL_MS = { first: 50, most: 1000 };
const FORM = 'runDeployment("flow/deployment", { parameters: {} })';
const OPTIONS = [
  "parameters",
  "timeoutSeconds",
  "scheduledTime",
  "flowRunName",
  "tags",
  "idempotencyKey",
  "workQueueName",
  "jobVariables",
  "asSubflow",
];
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export interface RunDeploymentOptions {
  /** Over those of the deployment. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** How long to wait for its end: for ever unless given, not at all with 0. */
  readonly timeoutSeconds?: number;
  /** Now unless given. */
  readonly scheduledTime?: Date;
  readonly flowRunName?: string;
  readonly tags?: readonly string[];
  /** Two calls with the same key make one run. */
  readonly idempotencyKey?: string;
  readonly workQueueName?: string;
  readonly jobVariables?: Readonly<Record<string, unknown>>;
  /** False makes a run of its own even within a flow. */
  readonly asSubflow?: boolean;
}

/** A run of a deployment, as it was last seen. */
export interface DeploymentRun {
  readonly id: string;
  readonly name: string;
  /** Its state, and its result when it has ended. */
  readonly state: State;
}

/**
 * Has a deployment run, named `flow/deployment` or by its id, wherever its runs are executed, and waits for the end.
 * Rejects with `not_found`; does not reject for what becomes of the run: its `state` says it.
 */
export async function runDeployment(name: string, options: RunDeploymentOptions = {}): Promise<DeploymentRun> {
  if (typeof name !== "string") throw new TypeError(`It is called like this: ${FORM}`);
  checkGiven(FORM, options, OPTIONS);
  const context = currentContext();
  const connection = context.flowRun?.connection ?? (await connect());
  const deployment = await deploymentOf(name, connection);
  const parent = options.asSubflow === false ? null : context.flowRun;
  parent?.callBegan();
  try {
    const made = await makeRun(deployment, options, { connection, context, parent });
    const { signal } = context.step ?? context.flowRun ?? new AbortController();
    const run = await endOf(made, options.timeoutSeconds ?? Infinity, connection, signal);
    return { id: run.id, name: run.name, state: await stateOf(run, connection) };
  } finally {
    parent?.callEnded();
  }
}

async function deploymentOf(name: string, { api }: Connection): Promise<Deployment> {
  const [flowName = "", deploymentName = ""] = name.split(/\/(.*)/s);
  try {
    return await (UUID.test(name) ? readDeployment(api, name) : readDeploymentByName(api, flowName, deploymentName));
  } catch (error) {
    throw isNotFound(error) ? new TuttiError("not_found", `There is no deployment ${name}.`) : error;
  }
}

interface Caller {
  readonly connection: Connection;
  readonly context: RunContext;
  readonly parent: FlowRunScope | null;
}

async function makeRun(deployment: Deployment, options: RunDeploymentOptions, caller: Caller): Promise<FlowRun> {
  const { connection, context, parent } = caller;
  const place = parent === null ? null : await placeholder(deployment, options, context, parent);
  const body = {
    ...bodyOf(options, context),
    ...(place === null ? {} : { parent_task_run_id: place.taskRunId }),
  };
  const create = (idempotency_key: string) =>
    createDeploymentRun(connection.api, deployment.id, { ...body, idempotency_key });
  if (options.idempotencyKey !== undefined || place === null) return create(options.idempotencyKey ?? randomUUID());
  let run = await create(place.key);
  while (isRunAgain(run, parent?.journal.rerunsFailuresUntil ?? Infinity))
    run = await create(`${place.key} after ${run.id}`);
  return run;
}

/** Whether it failed before its flow did, which is tried again. */
function isRunAgain(run: FlowRun, rerunsFailuresUntil: number): boolean {
  if (!hasEnded(run) || run.state_type === "COMPLETED") return false;
  return (parseInstant(run.state?.timestamp ?? "") ?? 0) <= rerunsFailuresUntil;
}

function bodyOf(options: RunDeploymentOptions, context: RunContext) {
  const { scheduledTime, flowRunName, workQueueName, jobVariables } = options;
  const state_details = { scheduled_time: (scheduledTime ?? new Date()).toISOString() };
  return {
    parameters: parametersToWire(options.parameters ?? {}),
    state: { type: "SCHEDULED" as const, state_details },
    tags: [...new Set([...context.tags, ...(options.tags ?? [])])],
    ...(flowRunName === undefined ? {} : { name: flowRunName }),
    ...(workQueueName === undefined ? {} : { work_queue_name: workQueueName }),
    ...(jobVariables === undefined ? {} : { job_variables: { ...jobVariables } }),
  };
}

function hasEnded({ state_type }: FlowRun): boolean {
  return state_type !== null && isTerminal(state_type);
}

/** The task run that stands for the run in its parent (D1). */
async function placeholder(
  deployment: Deployment,
  { parameters = {} }: RunDeploymentOptions,
  context: RunContext,
  parent: FlowRunScope,
): Promise<{ readonly taskRunId: string; readonly key: string }> {
  const { api } = parent.connection;
  const { name: flowName } = await readFlow(api, deployment.flow_id);
  const taskKey = `${flowName}/${deployment.name}`;
  const args = [parameters];
  const dynamicKey = parent.keys.next(taskKey, context.step?.stepKey ?? null, inputIdentity(args, taskKey, parent));
  const key = `${parent.fields.id} ${taskKey} ${dynamicKey}`;
  const record = parent.journal.find(taskKey, dynamicKey);
  if (parent.journal.onMissing !== null) return parent.journal.onMissing(`${taskKey}/${dynamicKey}`);
  if (record !== undefined) return { taskRunId: record.taskRunId, key };
  const body = {
    name: parent.nextName(taskKey),
    flow_run_id: parent.fields.id,
    task_key: taskKey,
    dynamic_key: dynamicKey,
    task_inputs: taskInputs(args, ["parameters"], context.step?.run.id ?? null),
    tags: [...context.tags],
    state: { type: "PENDING" as const },
  };
  return { taskRunId: (await createTaskRun(api, body, epochHeader(parent.epoch))).id, key };
}

async function endOf(made: FlowRun, seconds: number, { api }: Connection, signal: AbortSignal): Promise<FlowRun> {
  const deadline = performance.now() + seconds * 1000;
  let pollMs = POLL_MS.first;
  for (let run = made; ; run = await readFlowRun(api, made.id)) {
    const leftMs = deadline - performance.now();
    if (hasEnded(run) || leftMs <= 0) return run;
    await wait(Math.min(pollMs, leftMs), signal);
    pollMs = Math.min(pollMs * 2, POLL_MS.most);
  }
}

async function stateOf({ name, state }: FlowRun, { results }: Connection): Promise<State> {
  if (state === null) throw new TuttiError("wrong_state", `${name} has no state`);
  const summary = summaryOfWire(state);
  if (hasOutcome(state)) {
    return new State(summary, await recordedOutcome(state.type, state.message, state.data, results));
  }
  const error = new TuttiError(
    "wrong_state",
    `${name} is ${summary.name}${summary.message ? `: ${summary.message}` : ""}`,
  );
  const outcome: Outcome<unknown> = { kind: "error", error };
  return new State(summary, outcome);
}
