import { ApiError } from "@tutti/core/errors";
import { addSeconds, formatInstant, instant, type Instant } from "@tutti/core/instant";
import { yieldsToProcess } from "@tutti/core/lease-claim";
import type { Lease } from "@tutti/core/wire/lease";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import { updateChanged } from "../../store/row-writes.ts";
import type { FlowRunTable } from "../../store/tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { loadFlowRun } from "../flow-runs/load-flow-run.ts";
import { crashUnfinished } from "./crash-unfinished.ts";

export interface LeaseRequest {
  readonly id: string;
  readonly owner: string;
  readonly ttlSeconds: number;
  /** Of the request, the same when it is sent again; without one each request is another. */
  readonly requestId?: string | null;
}

/**
 * Makes the caller the run's owner, with the next epoch: from the commit on, nothing an earlier owner writes is accepted.
 * What it left unfinished becomes Crashed. A request that was answered before is given the lease it has (E3). Throws
 * `conflict` while another owner's lease lives, unless that is a claim of whoever started the caller, and when the lease
 * that the request was given is over.
 */
export async function acquireLease(tx: Tx, deps: Deps, params: LeaseRequest): Promise<Outcome<Lease>> {
  const run = await loadFlowRun(tx, params.id);
  if (run === null) throw new ApiError("not_found", "Flow run not found");
  const now = await sharedNow(tx, deps);
  const { row } = run;
  const requestId = params.requestId ?? null;
  if (requestId !== null && row.lease_request === requestId) return { result: leaseGiven(row, params.owner) };
  const after = leasedRow(row, now, params);
  await updateChanged(tx, "flow_run", row, after);
  return { result: leaseOf(after, params.owner), changes: await endEarlierLease(tx, deps, row, after) };
}

/** The row of a run as its next owner has it. Throws `conflict`. */
export function leasedRow(
  row: FlowRunTable,
  now: Instant,
  { owner, ttlSeconds, requestId }: LeaseRequest,
): FlowRunTable {
  if (isHeld(row, owner, now)) {
    const until = formatInstant(instant(row.lease_expires_at ?? 0));
    throw new ApiError("conflict", `the run is being executed by ${row.lease_owner}, whose lease lasts until ${until}`);
  }
  return {
    ...row,
    lease_run_id: null,
    lease_owner: owner,
    lease_epoch: row.lease_epoch + 1,
    lease_expires_at: addSeconds(now, ttlSeconds),
    lease_request: requestId ?? null,
  };
}

/** Crashes what the owner before left unfinished; whoever took the run only to start its process has left nothing. */
export async function endEarlierLease(
  tx: Tx,
  deps: Deps,
  before: FlowRunTable,
  after: FlowRunTable,
): Promise<() => LiveChange[]> {
  return after.lease_epoch === 1 || isClaim(before) ? () => [] : crashUnfinished(tx, deps, after);
}

/** A late duplicate must neither end the lease it was given nor take the run back when that lease is over. */
export function leaseGiven(row: FlowRunTable, owner: string): Lease {
  if (row.lease_owner === owner) return leaseOf(row, owner);
  throw new ApiError("conflict", "the lease that this request was given is over");
}

export function leaseOf({ id, lease_epoch, lease_expires_at }: FlowRunTable, owner: string): Lease {
  return { flow_run_id: id, owner, epoch: lease_epoch, expires_at: formatInstant(instant(lease_expires_at ?? 0)) };
}

function isHeld(row: FlowRunTable, owner: string, now: Instant): boolean {
  const { lease_owner, lease_expires_at } = row;
  if (lease_owner === null || lease_owner === owner || (lease_expires_at ?? 0) <= now) return false;
  return !isClaim(row);
}

function isClaim({ lease_owner, state_type }: FlowRunTable): boolean {
  return lease_owner !== null && yieldsToProcess(lease_owner, state_type);
}
