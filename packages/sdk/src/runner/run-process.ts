import { END_HOOKS } from "@tutti/worker/job/job-environment";
import { WARM_DEPLOYMENT, WARM_SPARE } from "@tutti/worker/warm/runner-messages";

/**
 * What the process of deployed runs does: with a channel to a worker it keeps a flow warm, or waits to hear
 * which; else it executes one run: the one given, or that of the environment, or calls the hooks of that run's end.
 */
export async function runProcess(given: string | null): Promise<void> {
  const deployment = process.env[WARM_DEPLOYMENT] ?? "";
  if (given === null && deployment !== "" && process.send !== undefined) {
    const { runWarm } = await import("./run-warm.ts");
    return runWarm(deployment);
  }
  if (given === null && process.env[WARM_SPARE] !== undefined && process.send !== undefined) {
    const { runSpare } = await import("./run-spare.ts");
    return runSpare();
  }
  if (given === null && process.env[END_HOOKS] !== undefined) {
    const { runEndHooks } = await import("./run-end-hooks.ts");
    return runEndHooks();
  }
  const { executeFlowRun } = await import("./execute-flow-run.ts");
  return executeFlowRun(given);
}
