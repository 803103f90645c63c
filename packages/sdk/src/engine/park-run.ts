import { readFlowRun, updateFlowRun } from "@tutti/client/flow-runs";
import { epochHeader } from "@tutti/client/leases";
import { TuttiError } from "@tutti/core/errors";
import type { FlowRunScope } from "./flow-run-scope.ts";
import { proposeState } from "./propose-state.ts";
import { suspended } from "./run-stop.ts";

// K1: a run that waits alone is scheduled for when it is due, by a state any Prefect server takes: whoever executes the runs
//     of its deployment goes on with it then.
// K2: going on is no new attempt: the policy says so before the state does, so that retries are not spent by waiting.
// K3: no process is named by then: a cancellation ends the run at once.
// K4: from asking to the answer, whatever the run waits for may be over: nothing goes on by it, and the run does not end,
//     before it is known whether this process still has the run.

/** Whether somebody else would start the run again, so that this process may end while it waits. */
export function canWaitAlone({ fields }: FlowRunScope): boolean {
  return fields.deploymentId !== null && fields.parentFlowRunId === null;
}

/**
 * Ends this process's part in the run, which is scheduled for `dueAt`. Does not resolve. Rejects with `run_aborted` when
 * the server refuses.
 */
export async function parkRun(scope: FlowRunScope, name: string, dueAt: string, message: string): Promise<never> {
  const parked = park(scope, name, dueAt, message);
  scope.parking = parked.catch(() => undefined);
  await parked;
  return new Promise(() => undefined);
}

async function park(scope: FlowRunScope, name: string, dueAt: string, message: string): Promise<void> {
  const { connection, epoch } = scope;
  const { id } = scope.fields;
  const { empirical_policy: policy } = await readFlowRun(connection.api, id);
  const update = { infrastructure_pid: null, empirical_policy: { ...policy, resuming: true, retry_type: null } };
  await updateFlowRun(connection.api, id, update, epochHeader(epoch));
  const details = { scheduled_time: dueAt };
  const answer = await proposeState(connection, id, epoch, { type: "SCHEDULED", name, message, details });
  if (answer.kind !== "accepted") throw new TuttiError("run_aborted", `The flow run cannot wait: ${answer.reason}`);
  scope.stop(suspended(message));
}
