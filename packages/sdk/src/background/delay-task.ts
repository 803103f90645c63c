import { epochHeader } from "@tutti/client/leases";
import { createTaskRun } from "@tutti/client/task-runs";
import type { TaskRunCreate } from "@tutti/core/wire/task-run";
import { connect, type Connection } from "../connection.ts";
import type { StepFields } from "../engine/step-run.ts";
import { CallPlace } from "../engine/call-place.ts";
import { TaskCall } from "../engine/task-call.ts";
import { namedParameters, type TaskDefinition } from "../engine/task-definition.ts";
import { settledArguments } from "./settled-arguments.ts";
import { BackgroundRun } from "./background-run.ts";
import { keepParameters } from "./parameters-file.ts";

// D1: within a flow the task run has the step's key: the same call of a flow that is executed again finds the same run.

/**
 * Has some worker execute the task. Resolves when the server has the task run: from then on it is not lost. Futures among
 * the arguments are waited for first.
 */
export async function delayTask(task: TaskDefinition, args: readonly unknown[]): Promise<BackgroundRun<unknown>> {
  const { scope, record, context, step } = new TaskCall(task, args, new CallPlace()).started();
  const { fields } = step.run;
  const { signal } = context.step ?? scope ?? new AbortController();
  scope?.callBegan();
  try {
    const connection = scope?.connection ?? (await connect());
    if (record !== undefined) return new BackgroundRun(record.taskRunId, connection, signal);
    const parameters = namedParameters(task, await settledArguments(args));
    const { id } = await queue(task, fields, parameters, connection, scope?.epoch ?? null);
    return new BackgroundRun(id, connection, signal);
  } finally {
    scope?.callEnded();
  }
}

async function queue(
  task: TaskDefinition,
  fields: StepFields,
  parameters: Readonly<Record<string, unknown>>,
  { api, results }: Connection,
  epoch: number | null,
): Promise<{ readonly id: string }> {
  const hasParameters = Object.keys(parameters).length > 0;
  const task_parameters_id = hasParameters ? await keepParameters(task, parameters, results) : null;
  const state = { type: "SCHEDULED" as const, state_details: { deferred: true, task_parameters_id } };
  return createTaskRun(api, { ...bodyOf(fields), state }, epochHeader(epoch));
}

function bodyOf(fields: StepFields): Omit<TaskRunCreate, "state" | "cache_expiration" | "cache_key"> {
  const { id, name, flowRunId, taskKey, dynamicKey, version, tags, inputs, retries, retryDelaySeconds } = fields;
  return {
    id,
    name,
    flow_run_id: flowRunId,
    task_key: taskKey,
    dynamic_key: dynamicKey,
    task_version: version,
    tags: [...tags],
    task_inputs: inputs,
    empirical_policy: {
      max_retries: 0,
      retry_delay_seconds: 0,
      retries,
      retry_delay: typeof retryDelaySeconds === "number" ? retryDelaySeconds : [...retryDelaySeconds],
    },
  };
}
