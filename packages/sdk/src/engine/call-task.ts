import { fillTemplate, givenName } from "../run-name.ts";
import { lateLogs } from "../connection.ts";
import type { Call } from "../task-future.ts";
import { taskInputs, upstreamOf } from "./call-inputs.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import { inputIdentity } from "./input-identity.ts";
import type { StepRecord } from "./journal.ts";
import { newId } from "./new-id.ts";
import { currentContext, type RunContext } from "./run-context.ts";
import { performStep } from "./perform-step.ts";
import type { StepIdentity } from "./step-keys.ts";
import { OUTSIDE_OF_FLOWS, type StepFields, StepRun } from "./step-run.ts";
import { StepScope } from "./step-scope.ts";
import { namedParameters, type TaskDefinition } from "./task-definition.ts";

/**
 * Makes a call of a task. Its key, id and name are settled before this returns, in the order of the calls; all else goes
 * on by itself. Throws only for what is wrong with the call: two calls with one key.
 */
export function callTask(task: TaskDefinition, args: readonly unknown[]): Call<unknown> {
  const context = currentContext();
  const dynamicKey = dynamicKeyOf(task, args, context);
  const record = context.flowRun?.journal.find(task.name, dynamicKey);
  const fields = stepFields(task, args, context, dynamicKey, record);
  const run = new StepRun(fields, context.flowRun ?? OUTSIDE_OF_FLOWS);
  const step = new StepScope(run, namedParameters(task, args), context.flowRun?.connection.logs ?? lateLogs);
  const upstream = [...upstreamOf(args), ...(task.options.waitFor ?? [])];
  const ended = performStep({ task, args, upstream, scope: context.flowRun, step, record, context });
  context.transaction?.track(ended);
  return { taskRunId: fields.id, stepKey: step.stepKey, ended };
}

function stepFields(
  task: TaskDefinition,
  args: readonly unknown[],
  context: RunContext,
  dynamicKey: string,
  record: StepRecord | undefined,
): StepFields {
  const { flowRun, step, tags } = context;
  return {
    id: record?.taskRunId ?? newId(),
    name: record?.name ?? runName(task, args, flowRun),
    taskKey: task.name,
    dynamicKey,
    flowRunId: flowRun?.fields.id ?? null,
    tags: [...new Set([...task.tags, ...tags])],
    inputs: taskInputs(args, task.parameterNames, step?.run.id ?? null),
    retries: task.retries,
    retryDelaySeconds: task.retryDelaySeconds,
    retryJitterFactor: task.retryJitterFactor,
    version: task.options.version ?? null,
  };
}

function dynamicKeyOf(task: TaskDefinition, args: readonly unknown[], context: RunContext): string {
  const scope = context.flowRun;
  if (scope === null) return newId();
  return scope.keys.next(task.name, context.step?.stepKey ?? null, identityOf(task, args, scope));
}

function identityOf(task: TaskDefinition, args: readonly unknown[], scope: FlowRunScope): StepIdentity {
  const { key } = task.options;
  if (key !== undefined) return { kind: "key", key: typeof key === "function" ? key(...args) : key };
  return inputIdentity(args, task.name, scope);
}

function runName(task: TaskDefinition, args: readonly unknown[], scope: FlowRunScope | null): string {
  return ownRunName(task, args) ?? scope?.nextName(task.name) ?? `${task.name}-${newId().slice(-3)}`;
}

function ownRunName(task: TaskDefinition, args: readonly unknown[]): string | null {
  const { taskRunName } = task.options;
  if (typeof taskRunName === "function") return givenName(taskRunName(...args), "taskRunName");
  return taskRunName === undefined
    ? null
    : givenName(fillTemplate(taskRunName, namedParameters(task, args)), "taskRunName");
}
