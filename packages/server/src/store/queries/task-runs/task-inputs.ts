import type { TaskInputs } from "@tutti/core/wire/task-run";

const ENCAPSULATING = "__parents__";

/** Ids of the task runs whose results a task run took, each once; subflows and constants are none. */
export function upstreamIds(inputs: TaskInputs): string[] {
  const lists = Object.entries(inputs).filter(([name]) => name !== ENCAPSULATING);
  return taskRunIds(lists.flatMap(([, list]) => list));
}

/** Ids of the task runs it was called within, each once. */
export function encapsulatingIds(inputs: TaskInputs): string[] {
  return taskRunIds(inputs[ENCAPSULATING] ?? []);
}

function taskRunIds(inputs: TaskInputs[string]): string[] {
  return [...new Set(inputs.flatMap((input) => (input.input_type === "task_run" ? [input.id] : [])))];
}
