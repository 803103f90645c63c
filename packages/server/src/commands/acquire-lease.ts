import { ApiError } from "@tutti/core/errors";
import { addSeconds, formatInstant, instant } from "@tutti/core/instant";
import { crashedState } from "@tutti/core/run-state";
import { TERMINAL_STATE_TYPES } from "@tutti/core/state-type";
import type { Lease } from "@tutti/core/wire/lease";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../deps.ts";
import { sharedNow } from "../store/dialect.ts";
import { updateChanged } from "../store/row-writes.ts";
import type { FlowRunTable } from "../store/tables.ts";
import type { Outcome, Tx } from "./command.ts";
import { loadFlowRun } from "./load-flow-run.ts";
import { currentTaskRunState } from "./load-task-run.ts";
import { orchestrateTaskRun } from "./orchestrate-task-run.ts";

/**
 * Makes the caller the run's owner, with the next epoch: from the commit on, nothing an earlier owner writes is accepted.
 * What it left unfinished becomes Crashed. Throws `conflict` while another owner's lease lives.
 */
export async function acquireLease(
  tx: Tx,
  deps: Deps,
  params: { id: string; owner: string; ttlSeconds: number },
): Promise<Outcome<Lease>> {
  const run = await loadFlowRun(tx, params.id);
  if (run === null) throw new ApiError("not_found", "Flow run not found");
  const now = await sharedNow(tx, deps);
  const { row } = run;
  if (row.lease_owner !== null && row.lease_owner !== params.owner && (row.lease_expires_at ?? 0) > now) {
    const until = formatInstant(instant(row.lease_expires_at ?? 0));
    throw new ApiError("conflict", `the run is being executed by ${row.lease_owner}, whose lease lasts until ${until}`);
  }
  const epoch = row.lease_epoch + 1;
  const expiresAt = addSeconds(now, params.ttlSeconds);
  const after: FlowRunTable = {
    ...row,
    lease_run_id: null,
    lease_owner: params.owner,
    lease_epoch: epoch,
    lease_expires_at: expiresAt,
  };
  await updateChanged(tx, "flow_run", row, after);
  return {
    result: { flow_run_id: row.id, owner: params.owner, epoch, expires_at: formatInstant(expiresAt) },
    changes: epoch === 1 ? () => [] : await crashUnfinishedTasks(tx, deps, row.id, epoch),
  };
}

/**
 * Ends the task runs that earlier epochs left behind, in this run and the subflows its lease covers. The Crashed state
 * follows the last word of the earlier owner, by the earlier owner's clock.
 */
async function crashUnfinishedTasks(tx: Tx, deps: Deps, flowRunId: string, epoch: number): Promise<() => LiveChange[]> {
  const unfinished = await tx
    .selectFrom("task_run")
    .selectAll("task_run")
    .innerJoin("flow_run", "flow_run.id", "task_run.flow_run_id")
    .where((where) => where.or([where("flow_run.id", "=", flowRunId), where("flow_run.lease_run_id", "=", flowRunId)]))
    .where("task_run.state_type", "not in", TERMINAL_STATE_TYPES)
    .where("task_run.lease_epoch", ">", 0)
    .where("task_run.lease_epoch", "<", epoch)
    .execute();
  const changes: (() => LiveChange[])[] = [];
  for (const row of unfinished) {
    const timestamp = instant((row.state_timestamp ?? deps.now()) + 1);
    const message = "The process that ran this task is gone, and the run was taken over.";
    const crashed = crashedState({ id: deps.newId(), timestamp, message });
    const state = await currentTaskRunState(tx, row);
    const transition = await orchestrateTaskRun(tx, deps, { row, state }, crashed, { isForced: true });
    changes.push(transition.changes);
  }
  return () => changes.flatMap((change) => change());
}
