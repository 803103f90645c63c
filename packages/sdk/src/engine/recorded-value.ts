import { callTask } from "./call-task.ts";
import { currentContext, type RunContext } from "./run-context.ts";
import { defineTask } from "./task-definition.ts";

/**
 * A value that is obtained once in a run, and then on record under this key: the step appears when it is there, so that a
 * process may end while it is waited for. Throws for a key that was used before in this attempt.
 */
export async function recordedValue<T>(name: string, key: string, obtain: () => Promise<T>): Promise<T> {
  const context = currentContext();
  const isKnown = context.flowRun?.journal.isGiven(name, dynamicKeyOf(key, context)) === true;
  const isTried = context.flowRun !== null && context.flowRun.journal.onMissing !== null;
  const value = isKnown || isTried ? undefined : await obtain();
  const step = defineTask({ name, key }, () => value);
  const state = await callTask(step, []).ended;
  // What is on record was obtained by the same code.
  return state.result() as T;
}

/** As `StepKeys` has it. */
function dynamicKeyOf(key: string, { step }: RunContext): string {
  return step === null ? key : `${step.stepKey}/${key}`;
}

/**
 * What `make` gives in this run, the same in each of its attempts: a step of its own. Within a task, which is repeated as a
 * whole, and outside of flows nothing is recorded.
 */
export async function recordedCall<T>(name: string, make: () => T): Promise<T> {
  const { flowRun, step } = currentContext();
  if (flowRun === null || step !== null) return make();
  const state = await callTask(defineTask({ name }, make), []).ended;
  return state.result() as T;
}
