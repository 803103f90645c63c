import { readFlowRun } from "@tutti/client/flow-runs";
import { reasonOf } from "@tutti/client/response-error";
import type { PreparedJob } from "../job/prepare-job.ts";
import { END_HOOKS } from "../job/job-environment.ts";
import { endsWithin } from "./run-control.ts";
import type { RunLog } from "./run-log.ts";
import type { ServingContext } from "./serve-run.ts";
import { tellRun } from "./tell-run.ts";

const HOOKS_WITHIN_MS = 60_000;
const GRACE_MS = 3000;

interface KilledRun {
  readonly id: string;
  readonly name: string;
  /** Of the process that was killed. */
  readonly identifier: string;
}

/**
 * Calls the hooks of a run's end that its process, which was killed, could not call: another one like it loads the flow for
 * them. A run that is started again has not ended. Never rejects.
 */
export async function callEndHooks(
  run: KilledRun,
  { configuration, environment }: PreparedJob,
  log: RunLog,
  { api, launcher, narrator }: ServingContext,
): Promise<void> {
  try {
    const { state_type, infrastructure_pid } = await readFlowRun(api, run.id);
    if (infrastructure_pid !== run.identifier || (state_type !== "CRASHED" && state_type !== "CANCELLED")) return;
    const launched = await launcher.launch({
      flowRunId: run.id,
      configuration,
      environment: { ...environment, [END_HOOKS]: "1" },
      taken: null,
      lease: { epoch: null, kind: "tutti" },
      warm: null,
      unwanted: new AbortController().signal,
      ...tellRun(log, narrator, { name: run.name, streamsOutput: configuration.streamsOutput }),
    });
    if (!(await endsWithin(launched, HOOKS_WITHIN_MS))) await launched.end(GRACE_MS);
    await launched.ended;
  } catch (error) {
    narrator.warn(`Flow run '${run.name}': the hooks of its end were not called (${reasonOf(error)})`);
  }
}
