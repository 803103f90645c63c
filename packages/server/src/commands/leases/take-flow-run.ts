import { ApiError } from "@tutti/core/errors";
import { FLOW_POLICY } from "@tutti/core/flow-policy";
import type { Instant } from "@tutti/core/instant";
import { orchestrationResult } from "@tutti/core/orchestration-result";
import { proposedState, stateFromRow } from "@tutti/core/state-wire";
import type { FlowRun, FlowRunUpdate } from "@tutti/core/wire/flow-run";
import type { Claim } from "@tutti/core/wire/lease";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import { prepared } from "../../store/prepared.ts";
import { updateChanged } from "../../store/row-writes.ts";
import { flowRunFromRow } from "../../store/rows/flow-run-row.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import type { FlowRunTable } from "../../store/tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { type FlowRunTransition, orchestrateFlowRun } from "../flow-runs/orchestrate-flow-run.ts";
import { type LoadedFlowRun, loadFlowRun } from "../flow-runs/load-flow-run.ts";
import type { ProposalResult } from "../flow-runs/proposal-result.ts";
import { updatedColumns } from "../flow-runs/update-flow-run.ts";
import { endEarlierLease, leasedRow, leaseGiven, leaseOf, type LeaseRequest } from "./acquire-lease.ts";

/** For whom a run is taken, and what is written of it then. */
export interface Taker extends LeaseRequest {
  /** Also the transition id of its Pending. */
  readonly requestId: string;
  /** Added to the run's. */
  readonly labels: FlowRun["labels"];
  readonly update: FlowRunUpdate;
}

export interface TakeRequest extends Taker {
  /** When run and deployment were changed last, as far as whoever asks knows. */
  readonly offered: { readonly flowRunUpdated: Instant; readonly deploymentUpdated: Instant };
}

export type Taken = Claim & ProposalResult;

/** By which rules a process takes a run, and how it treats its slot. */
const TERMS = { policy: FLOW_POLICY, leaseSupport: "renews", recoveriesLeft: null } as const;

const deploymentById = prepared<{ id: string }, { updated: Instant }>((db, param) =>
  db.selectFrom("deployment").select("updated").where("id", "=", param("id")),
);

/**
 * Takes a run for the process that executes it: what `claimFlowRun`, `acquireLease`, `updateFlowRun` and `setFlowRunState`
 * to Running would do one after the other, decided by the same rules, in one transaction. Running may be refused, or told to
 * wait: the run is Pending then, and the process's all the same. A request that comes again is given what it was given (E3).
 * Throws `not_found`, `conflict`.
 */
export async function takeFlowRun(tx: Tx, deps: Deps, request: TakeRequest): Promise<Outcome<Taken>> {
  const run = await loadFlowRun(tx, request.id);
  if (run === null) throw new ApiError("not_found", `Flow run with id ${request.id} not found`);
  if (run.row.lease_request === request.requestId) return takenBefore(tx, deps, run, request);
  if (!(await isAsOffered(tx, run.row, request))) return { result: asItIs(run, "It is not as it was offered.") };
  return takeRun(tx, deps, run, request);
}

/** Takes a run that was loaded, if the rules allow it. Throws `conflict`. */
export async function takeRun(tx: Tx, deps: Deps, run: LoadedFlowRun, request: Taker): Promise<Outcome<Taken>> {
  const pending = await propose(tx, deps, run, { type: "PENDING", transitionId: request.requestId });
  const { state } = pending.result;
  const isTaken = state?.type === "PENDING" && state.state_details.transition_id === request.requestId;
  if (!isTaken) return notTaken(pending);
  const owned = await own(tx, deps, pending.run, request);
  const running = await propose(tx, deps, owned.run, { type: "RUNNING", transitionId: null });
  return taken(deps, request, running, [pending, owned, running]);
}

async function isAsOffered(tx: Tx, row: FlowRunTable, { offered }: TakeRequest): Promise<boolean> {
  if (row.deployment_id === null || row.updated !== offered.flowRunUpdated) return false;
  const [deployment] = await deploymentById(tx, { id: row.deployment_id });
  return deployment?.updated === offered.deploymentUpdated;
}

function propose(
  tx: Tx,
  deps: Deps,
  run: LoadedFlowRun,
  { type, transitionId }: { type: "PENDING" | "RUNNING"; transitionId: string | null },
): Promise<FlowRunTransition> {
  const details = transitionId === null ? {} : { state_details: { transition_id: transitionId } };
  return orchestrateFlowRun(tx, deps, run, proposedState({ type, ...details }, deps.newId(), deps.now()), TERMS);
}

/** The lease, and what the process says of the run. */
async function own(tx: Tx, deps: Deps, run: LoadedFlowRun, request: Taker) {
  const { row } = run;
  const leased = leasedRow(row, await sharedNow(tx, deps), request);
  const labels = toJson({ ...fromJson(row.labels), ...request.labels });
  const after: FlowRunTable = { ...leased, ...updatedColumns(request.update), labels, updated: deps.now() };
  await updateChanged(tx, "flow_run", row, after);
  return { run: { ...run, row: after }, changes: await endEarlierLease(tx, deps, row, after) };
}

/** Its answer was lost. */
async function takenBefore(tx: Tx, deps: Deps, run: LoadedFlowRun, request: TakeRequest): Promise<Outcome<Taken>> {
  leaseGiven(run.row, request.owner);
  if (run.state?.type !== "RUNNING") {
    const running = await propose(tx, deps, run, { type: "RUNNING", transitionId: null });
    return taken(deps, request, running, [running]);
  }
  const state = stateFromRow(run.state);
  const result = { ...orchestrationResult({ kind: "ACCEPT", state, effects: [] }, state), isNew: false };
  return taken(deps, request, { run, result, changes: () => [] }, []);
}

function taken(
  deps: Deps,
  { owner }: Taker,
  { run, result }: FlowRunTransition,
  steps: readonly { readonly changes: () => LiveChange[] }[],
): Outcome<Taken> {
  const flow_run = flowRunFromRow(run.row, run, deps.now());
  return {
    result: { ...result, lease: leaseOf(run.row, owner), flow_run },
    changes: () => steps.flatMap((step) => step.changes()),
  };
}

function notTaken({ result, changes }: FlowRunTransition): Outcome<Taken> {
  return { result: { ...result, lease: null, flow_run: null }, changes };
}

function asItIs({ state }: LoadedFlowRun, reason: string): Taken {
  const current = state === null ? null : stateFromRow(state);
  return { ...orchestrationResult({ kind: "ABORT", reason }, current), isNew: false, lease: null, flow_run: null };
}
