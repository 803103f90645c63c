import { takeFlowRun } from "@tutti/client/leases";
import { randomUUID } from "node:crypto";
import type { Connection } from "../connection.ts";
import type { OfferedRun } from "../flow-handle.ts";
import type { FlowDefinition } from "./flow-definition.ts";
import { Journal } from "./journal.ts";
import { firstAttempt, isNotBegun } from "./open-run.ts";
import type { OpenedRun } from "./opened-run.ts";
import { PROCESS_NAME } from "./process-name.ts";
import { answerOf } from "./propose-state.ts";
import type { RunContext } from "./run-context.ts";

/**
 * Takes a run that a worker was offered, and begins it: Pending, the lease and Running in one. Null when it is not to be had
 * so: another has taken it or changed it, it was begun before, or there are no leases. Then nothing has happened to it.
 */
export async function openOfferedRun(
  flow: FlowDefinition,
  { flowRun: offered, deploymentUpdated, labels }: OfferedRun,
  context: RunContext,
  connection: Connection,
): Promise<(OpenedRun & { readonly epoch: number }) | null> {
  const { updated } = offered;
  if (connection.server.kind !== "tutti" || updated === null || !isNotBegun(offered)) return null;
  const named = { ...offered, infrastructure_pid: String(process.pid) };
  const { args, update } = await firstAttempt(flow, named, connection);
  const { lease, flow_run, ...answer } = await takeFlowRun(connection.api, offered.id, {
    owner: PROCESS_NAME,
    transition_id: randomUUID(),
    ttl_seconds: connection.leases.seconds,
    labels,
    flow_run_updated: updated,
    deployment_updated: deploymentUpdated,
    update,
  });
  if (lease === null || flow_run === null) return null;
  const { epoch } = lease;
  connection.leases.keep(flow_run.id, epoch, { endsProcess: true });
  // Its count is told as before this attempt.
  const flowRun = { ...flow_run, run_count: offered.run_count };
  const begun = answerOf(answer, { type: "RUNNING" }, null);
  return { flow, connection, flowRun, args, journal: new Journal(flow.retries > 0), epoch, context, begun, update };
}
