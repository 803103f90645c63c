import { runtime } from "@tutti/sdk/runtime";
import { task } from "@tutti/sdk/task";

/**
 * Does something at the tracking server. In a flow's own code it is a step, told from others by its arguments, so that a run
 * that goes on after a crash does not do it again; in a task, which is repeated as a whole, and outside of flows it is not.
 */
export async function asStep<A extends readonly unknown[], R>(
  name: string,
  work: (...args: A) => Promise<R>,
  ...args: A
): Promise<R> {
  const isFlowCode = runtime.flowRun !== undefined && runtime.taskRun === undefined;
  if (!isFlowCode) return work(...args);
  const step = task({ name }, (...given: readonly unknown[]) => work(...(given as unknown as A)));
  // It gives what the tracking server answers: no state, which would stand for something else.
  return step(...args) as Promise<R>;
}
