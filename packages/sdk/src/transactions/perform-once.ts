import { callTask } from "../engine/call-task.ts";
import { type RunContext, runIn } from "../engine/run-context.ts";
import { defineTask } from "../engine/task-definition.ts";
import type { OwnStep } from "./own-step.ts";

/** Makes it a step, given back when it is on record. Rejects with what `fn` throws, or threw when it was called. */
export async function performOnce<T>({ name, key }: OwnStep, context: RunContext, fn: () => T): Promise<Awaited<T>> {
  const task = defineTask({ name, key }, async () => fn());
  const state = await runIn({ ...context, transaction: undefined }, () => callTask(task, []).ended);
  return state.result() as Awaited<T>;
}
