import type { TaskServingOptions } from "./background/serve-tasks.ts";
import type { TaskDefinition } from "./engine/task-definition.ts";

// A task is found by this symbol, as a flow is (flow-handle.ts): whoever serves the tasks of a file and the file itself may
// have a copy of Tutti each. They are served by their own.
const HANDLE = Symbol.for("tutti.task");

/** What serving a task takes. */
export interface TaskHandle {
  readonly definition: TaskDefinition;
  /** Serves these tasks, this one among them. */
  readonly serve: (tasks: readonly TaskDefinition[], options: TaskServingOptions) => Promise<void>;
}

export function giveTaskHandle(task: object, handle: TaskHandle): void {
  Object.defineProperty(task, HANDLE, { value: handle });
}

/** The handle of a task; null for anything else. */
export function taskHandle(value: unknown): TaskHandle | null {
  if (typeof value !== "function" || !(HANDLE in value)) return null;
  return value[HANDLE] as TaskHandle;
}
