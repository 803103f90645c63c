import { readFlowRun } from "@tutti/client/flow-runs";
import { reasonOf } from "@tutti/client/response-error";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { JobConfiguration } from "../job/job-configuration.ts";
import { prepareJob } from "../job/prepare-job.ts";
import type { LeftJob } from "../launcher.ts";
import { ClaimedLease } from "./claimed-lease.ts";
import type { RunControl } from "./run-control.ts";
import { RunLog } from "./run-log.ts";
import { planRun, type ServingContext } from "./serve-run.ts";
import { settle } from "./settle.ts";
import { tellRun } from "./tell-run.ts";

/** Stays with a run whose process an earlier worker started. Never rejects. */
export async function serveLeftRun(left: LeftJob, control: RunControl, context: ServingContext): Promise<void> {
  const { api, narrator, logs } = context;
  const { epoch, kind } = left.lease;
  const log = new RunLog(logs, left.flowRunId, kind);
  const lease = epoch === null ? null : new ClaimedLease(api, left.flowRunId, epoch, () => control.loseLease());
  try {
    const run = await readFlowRun(api, left.flowRunId);
    const { id, name } = run;
    const told = tellRun(log, narrator, { name, streamsOutput: true });
    const job = await left.adopt({ ...told, configuration: () => configurationNow(run, context) });
    if (job === null) return;
    control.started(job, kind);
    void lease?.renew();
    narrator.info(`Flow run '${name}': process ${job.identifier}, which another worker left, is watched`);
    const end = await job.ended;
    await settle({ id, name }, { job, end }, log, control, context);
  } catch (error) {
    narrator.warn(`Flow run ${left.flowRunId} could not be adopted (${reasonOf(error)})`);
  } finally {
    lease?.end();
  }
}

/** Ends what another worker left, which nobody is to go on with. Never rejects. */
export async function endLeftRun(left: LeftJob, graceMs: number, context: ServingContext): Promise<void> {
  const { api, narrator } = context;
  try {
    const configuration = async () => configurationNow(await readFlowRun(api, left.flowRunId), context);
    const job = await left.adopt({ onLine: () => undefined, onNews: () => undefined, configuration });
    await job?.end(graceMs);
  } catch (error) {
    narrator.warn(`What is left of flow run ${left.flowRunId} could not be ended (${reasonOf(error)})`);
  }
}

async function configurationNow(run: FlowRun, context: ServingContext): Promise<JobConfiguration> {
  const plan = await planRun(run, context);
  if (plan === null) throw new Error("its deployment was deleted, and with it what signs in to where the job runs");
  return (await prepareJob(context.api, context.pool(), plan, context.workerName)).configuration;
}
