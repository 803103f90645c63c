import { delay } from "@tutti/client/delay";
import { readFlowRun } from "@tutti/client/flow-runs";
import { isNotFound, reasonOf, ResponseError } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { JobConfiguration } from "../job/job-configuration.ts";
import { prepareJob } from "../job/prepare-job.ts";
import { type Adoption, type LaunchedJob, LaunchFailure, type LeftJob } from "../launcher.ts";
import { planRun, type ServingContext } from "./serve-run.ts";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** What was found of a run that another worker left. */
export interface AdoptedRun {
  readonly run: FlowRun;
  readonly job: LaunchedJob;
}

/** How an adopted job tells what it does. */
export type Telling = (run: FlowRun) => Pick<Adoption, "onLine" | "onNews">;

/**
 * Adopts what another worker left: it goes on whether anybody watches or not, so whoever does not answer is asked again. Null
 * where there is nothing to watch, or the worker stops before: then the next one adopts it. Rejects where asking again is no use.
 */
export async function adoptJob(
  left: LeftJob,
  telling: Telling,
  context: ServingContext,
  stopping: AbortSignal,
): Promise<AdoptedRun | null> {
  const { narrator } = context;
  let told = "";
  for (let waitMs = FIRST_WAIT_MS; !stopping.aborted; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await adoptNow(left, telling, context);
    } catch (error) {
      if (!mayPass(error)) throw error;
      const reason = reasonOf(error);
      if (reason !== told) {
        narrator.warn(`Flow run ${left.flowRunId} cannot be adopted yet (${reason}); it is tried again`);
      }
      told = reason;
      await delay(waitMs, stopping);
    }
  }
  return null;
}

async function adoptNow(left: LeftJob, telling: Telling, context: ServingContext): Promise<AdoptedRun | null> {
  const run = await readFlowRun(context.api, left.flowRunId);
  const job = await left.adopt({ ...telling(run), configuration: () => configurationNow(run, context) });
  return job === null ? null : { run, job };
}

async function configurationNow(run: FlowRun, context: ServingContext): Promise<JobConfiguration> {
  const plan = await planRun(run, context);
  if (plan === null) {
    throw new LaunchFailure("its deployment was deleted, and with it what signs in to where the job runs");
  }
  return (await prepareJob(context.api, context.pool(), plan, context.workerName)).configuration;
}

/** That the run is gone, or its job cannot be told, stays so. */
function mayPass(error: unknown): boolean {
  if (error instanceof LaunchFailure) return error.cause !== undefined && mayPass(error.cause);
  if (error instanceof TuttiError) return error.isTransient();
  if (error instanceof ResponseError) return !isNotFound(error) && (error.status >= 500 || error.status === 429);
  return true;
}
