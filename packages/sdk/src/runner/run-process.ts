import { WARM_DEPLOYMENT } from "@tutti/worker/warm/runner-messages";

/**
 * What the process of deployed runs does: with a channel to a worker it keeps a flow warm, else it executes one run: the
 * one given, or that of the environment.
 */
export async function runProcess(given: string | null): Promise<void> {
  const deployment = process.env[WARM_DEPLOYMENT] ?? "";
  if (given === null && deployment !== "" && process.send !== undefined) {
    const { runWarm } = await import("./run-warm.ts");
    return runWarm(deployment);
  }
  const { executeFlowRun } = await import("./execute-flow-run.ts");
  return executeFlowRun(given);
}
