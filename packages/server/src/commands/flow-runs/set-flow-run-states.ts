import { ApiError } from "@tutti/core/errors";
import type { FlowRunUpdate } from "@tutti/core/wire/flow-run";
import type { StateCreate } from "@tutti/core/wire/state";
import type { LiveChange } from "@tutti/core/wire/live";
import type { LeaseSupport } from "@tutti/core/client-version";
import type { OrchestrationResult } from "@tutti/core/wire/orchestration";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import type { LoadedFlowRun } from "./load-flow-run.ts";
import { proposeState, runToSet } from "./set-flow-run-state.ts";
import { updateFlowRun } from "./update-flow-run.ts";

/** A proposal of a run's owner. */
export interface OwnProposal {
  readonly flow_run_id: string;
  readonly epoch: number;
  readonly state: StateCreate;
  readonly force: boolean;
  /** Written before the state is decided about. */
  readonly update: FlowRunUpdate | null;
}

/** What became of one; a refused one changed nothing. */
export type OwnProposalResult = OrchestrationResult | { refusal: { status: number; detail: string } };

type Answered = Outcome<OwnProposalResult>;

/**
 * Carries out proposals of owners in one transaction, each decided by itself. Those of runs that have nothing to do with
 * each other go side by side, so that a database behind a connection is asked for all of them at once; runs of deployments
 * may share a limit, and subflows a parent, so these go one after the other.
 */
export async function setFlowRunStates(
  tx: Tx,
  deps: Deps,
  { proposals, leaseSupport }: { proposals: readonly OwnProposal[]; leaseSupport: LeaseSupport },
): Promise<Outcome<OwnProposalResult[]>> {
  const answers = new Map<OwnProposal, Answered>();
  const loaded = new Map<OwnProposal, LoadedFlowRun>();
  const first = new Map(proposals.toReversed().map((proposal) => [proposal.flow_run_id, proposal]));
  // In one order for everybody: two that lock the same rows do not wait for each other.
  const inOrder = [...first.values()].sort((a, b) => (a.flow_run_id < b.flow_run_id ? -1 : 1));
  // All come to their end before one that fails is told: nothing may write after the transaction is taken back.
  const settled = await Promise.allSettled(
    inOrder.map(async (proposal) => {
      const run = await loadOrRefuse(tx, deps, proposal);
      if ("result" in run) answers.set(proposal, run);
      else if (isAlone(run)) answers.set(proposal, await propose(tx, deps, run, proposal, leaseSupport));
      else loaded.set(proposal, run);
    }),
  );
  for (const outcome of settled) if (outcome.status === "rejected") throw outcome.reason;
  for (const proposal of proposals) {
    if (answers.has(proposal)) continue;
    const run = loaded.get(proposal) ?? (await loadOrRefuse(tx, deps, proposal));
    answers.set(proposal, "result" in run ? run : await propose(tx, deps, run, proposal, leaseSupport));
  }
  const done = proposals.flatMap((proposal) => answers.get(proposal) ?? []);
  return {
    result: done.map(({ result }) => result),
    changes: (): LiveChange[] => done.flatMap(({ changes }) => changes?.() ?? []),
  };
}

function isAlone({ row }: LoadedFlowRun): boolean {
  return row.deployment_id === null && row.parent_task_run_id === null;
}

async function loadOrRefuse(tx: Tx, deps: Deps, proposal: OwnProposal): Promise<LoadedFlowRun | Answered> {
  const { flow_run_id, epoch, update } = proposal;
  try {
    if (update !== null) await updateFlowRun(tx, deps, { id: flow_run_id, update, epoch });
    return await runToSet(tx, flow_run_id, epoch);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return {
      result: { refusal: { status: error.status, detail: error.code === "lease_lost" ? error.message : error.detail } },
    };
  }
}

async function propose(
  tx: Tx,
  deps: Deps,
  run: LoadedFlowRun,
  { epoch, state, force }: OwnProposal,
  leaseSupport: LeaseSupport,
): Promise<Answered> {
  const proposal = { state, policy: force ? ("forced" as const) : ("client" as const), leaseSupport, epoch };
  const { result, changes } = await proposeState(tx, deps, run, proposal);
  const { isNew: _isNew, ...answer } = result;
  return { result: answer, ...(changes === undefined ? {} : { changes }) };
}
