import { currentContext } from "./run-context.ts";

/**
 * What a call in a flow run comes to. Its failure is on record there: a flow that waits for the call later, or not at all,
 * brings no process down with all the runs in it.
 */
export function keptInRun<T>(result: Promise<T>): Promise<T> {
  if (currentContext().flowRun !== null) result.catch(ignore);
  return result;
}

function ignore(): void {}
