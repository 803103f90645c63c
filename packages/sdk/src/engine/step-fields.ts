import { fillTemplate, givenName } from "../run-name.ts";
import { taskInputs } from "./call-inputs.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import { inputIdentity } from "./input-identity.ts";
import type { StepRecord } from "./journal.ts";
import { newId } from "./new-id.ts";
import type { RunContext } from "./run-context.ts";
import type { StepIdentity } from "./step-keys.ts";
import type { StepFields } from "./step-run.ts";
import { namedParameters, type TaskDefinition } from "./task-definition.ts";

/** What tells a call of a task from others, and what is said of it from the first state on. */
export function stepFields(
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

/** The call's key in its flow run. To be asked once a call, in the order of the calls. */
export function dynamicKeyOf(task: TaskDefinition, args: readonly unknown[], context: RunContext): string {
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
