import { updateFlowRun } from "@tutti/client/flow-runs";
import { epochHeader, renewLease } from "@tutti/client/leases";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { StandingRequest } from "@tutti/core/wire/waiting-process";
import type { Connection } from "../connection.ts";
import type { BegunBefore } from "../flow-handle.ts";
import type { FlowDefinition } from "./flow-definition.ts";
import { Journal } from "./journal.ts";
import { firstAttempt } from "./open-run.ts";
import type { OpenedRun } from "./opened-run.ts";
import { PROCESS_NAME } from "./process-name.ts";
import { answerOf } from "./propose-state.ts";
import type { RunContext } from "./run-context.ts";

/**
 * What a run is begun with for this process before it hears of it. Null where that cannot be: a run is named by what it is
 * given, or is not to be started again, as it is when the word of it is lost on the way.
 */
export function standingOf(flow: FlowDefinition, { server, leases }: Connection): StandingRequest | null {
  const { recoveries, retries, retryDelaySeconds, version, options } = flow;
  if (server.kind !== "tutti" || recoveries === 0 || options.flowRunName !== undefined) return null;
  return {
    owner: PROCESS_NAME,
    ttl_seconds: leases.seconds,
    infrastructure_pid: String(process.pid),
    flow_version: version,
    policy: { retries, retry_delay: retryDelaySeconds, recoveries },
  };
}

/** Of the time that a lease lasts. */
const IN_DOUBT_AFTER = 0.25;

interface BegunRun {
  readonly flowRun: FlowRun;
  readonly epoch: number;
  readonly begun: BegunBefore;
}

/**
 * A run that was made and begun in one. Nobody has renewed its lease meanwhile: where the word of it took long, the server is
 * asked whether it is this process's still. Another process than the one for which it was begun says first what it is.
 * Rejects with status 409 when somebody else has it.
 */
export async function openBegunRun(
  flow: FlowDefinition,
  { flowRun: given, epoch, begun }: BegunRun,
  context: RunContext,
  connection: Connection,
): Promise<OpenedRun> {
  const { seconds } = connection.leases;
  if (begun.ageMs > seconds * 1000 * IN_DOUBT_AFTER) {
    await renewLease(connection.api, given.id, epoch, { ttl_seconds: seconds });
  }
  connection.leases.keep(given.id, epoch, { endsProcess: true });
  const own = String(process.pid);
  const { args, update } = await firstAttempt(flow, { ...given, infrastructure_pid: own }, connection);
  if (given.infrastructure_pid !== own || given.flow_version !== flow.version) {
    await updateFlowRun(connection.api, given.id, update, epochHeader(epoch));
  }
  // Its count is told as before this attempt.
  const flowRun = { ...given, run_count: 0 };
  const answer = answerOf(begun.result, { type: "RUNNING" }, null);
  return {
    flow,
    connection,
    flowRun,
    args,
    journal: new Journal(flow.retries > 0),
    epoch,
    context,
    begun: answer,
    update,
  };
}
