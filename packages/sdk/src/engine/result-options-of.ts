import { type ResultOptions, withinOptions } from "../results/result-options.ts";
import { storageKeyOf } from "../results/storage-key.ts";
import type { StepCall } from "./step-call.ts";

/** Where and how a step's result is kept: its task's choice, else that of the flow it is called in. */
export function resultOptionsOf({ task, scope }: StepCall): ResultOptions {
  return withinOptions(task.options, scope?.resultOptions ?? {});
}

/** The path its result gets, when the task says one. Throws `TypeError` for what is no path. */
export function storageKey({ task, step, scope }: StepCall): string | null {
  const { id, name, taskName, parameters } = step.info;
  return storageKeyOf(task.options.resultStorageKey, {
    parameters,
    taskRun: { id, name, taskName },
    flowRun: scope?.info ?? null,
  });
}
