import type { TaskInputs } from "@tutti/core/wire/task-run";
import { isRecord } from "../results/inline-json.ts";
import { fillTemplate, givenName } from "../run-name.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import { inputIdentity } from "./input-identity.ts";
import { newId } from "./new-id.ts";
import type { RunContext } from "./run-context.ts";
import type { StepIdentity } from "./step-keys.ts";
import type { StepFields } from "./step-run.ts";
import type { TaskCall } from "./task-call.ts";
import { namedParameters, type TaskDefinition } from "./task-definition.ts";

const UNNAMED = /^arg\d+$/;

/** What is said of a call's task run from its first state on. */
export function stepFields({ task, context, end, name }: TaskCall, inputs: TaskInputs): StepFields {
  const { flowRun, tags } = context;
  return {
    id: end.taskRunId,
    name,
    taskKey: task.name,
    dynamicKey: end.dynamicKey,
    flowRunId: flowRun?.fields.id ?? null,
    tags: [...new Set([...task.tags, ...tags])],
    inputs,
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

/** A run's own name, else its number, `3` of `add-3`. To be asked once a call, in the order of the calls. */
export function runName(task: TaskDefinition, args: readonly unknown[], scope: FlowRunScope | null): string | number {
  return ownRunName(task, args) ?? scope?.nextNumber(task.name) ?? `${task.name}-${newId().slice(-3)}`;
}

function ownRunName(task: TaskDefinition, args: readonly unknown[]): string | null {
  const { taskRunName } = task.options;
  if (typeof taskRunName === "function") return givenName(taskRunName(...args), "taskRunName");
  return taskRunName === undefined
    ? null
    : givenName(fillTemplate(taskRunName, templateFields(task, args)), "taskRunName");
}

/** The parameters by name, and the fields of one that the function takes apart, `function load({ page })`, by theirs. */
function templateFields(task: TaskDefinition, args: readonly unknown[]): Record<string, unknown> {
  const named = namedParameters(task, args);
  const takenApart = Object.entries(named).map(([name, value]) => (UNNAMED.test(name) && isRecord(value) ? value : {}));
  return Object.assign({}, ...takenApart, named);
}
