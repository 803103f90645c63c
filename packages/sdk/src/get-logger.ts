import { currentContext } from "./engine/run-context.ts";
import type { Logger } from "./logger.ts";

/** The log of the run this is called in: the task's, or the flow's. Throws outside of runs. */
export function getLogger(): Logger {
  const { step, flowRun } = currentContext();
  const logger = step?.logger ?? flowRun?.logger;
  if (logger === undefined)
    throw new Error("getLogger() works inside a flow or a task; here there is no run to log to");
  return logger;
}
