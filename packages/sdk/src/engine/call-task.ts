import { lateLogs } from "../connection.ts";
import { refuseOnTaskThread } from "../threads/thread-mark.ts";
import type { Call } from "../task-future.ts";
import { upstreamOf } from "./call-inputs.ts";
import { currentContext } from "./run-context.ts";
import { performStep } from "./perform-step.ts";
import { dynamicKeyOf, stepFields } from "./step-fields.ts";
import { OUTSIDE_OF_FLOWS, StepRun } from "./step-run.ts";
import { StepScope } from "./step-scope.ts";
import { namedParameters, type TaskDefinition } from "./task-definition.ts";

/**
 * Makes a call of a task. Its key, id and name are settled before this returns, in the order of the calls; all else goes
 * on by itself. Throws only for what is wrong with the call: two calls with one key.
 */
export function callTask(task: TaskDefinition, args: readonly unknown[]): Call<unknown> {
  refuseOnTaskThread(task.name);
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
