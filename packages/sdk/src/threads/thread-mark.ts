import { TuttiError } from "@tutti/core/errors";

// Shared by all copies of Tutti on this thread.
const MARK = Symbol.for("tutti.task-thread");
const shared: Record<symbol, unknown> = globalThis;

/** From now on this thread executes tasks, and nothing else. */
export function markTaskThread(): void {
  shared[MARK] = true;
}

/** Throws `called_on_thread` on a thread that executes a task: its steps would belong to no flow run. */
export function refuseOnTaskThread(name: string): void {
  if (shared[MARK] === true) throw new TuttiError("called_on_thread", `"${name}" is called by a task that runs there`);
}
