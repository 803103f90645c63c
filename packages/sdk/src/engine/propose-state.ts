import type { FlowRunChange } from "@tutti/client/flow-run-batches";
import { setFlowRunState, updateFlowRun } from "@tutti/client/flow-runs";
import { epochHeader, plannedStopHeader } from "@tutti/client/leases";
import { ResponseError } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import { randomUUID } from "node:crypto";
import type { StateType } from "@tutti/core/state-type";
import type { OrchestrationResult, setStateBody } from "@tutti/core/wire/orchestration";
import type { State as WireState, stateDetailsInput } from "@tutti/core/wire/state";
import type { z } from "zod";
import type { Connection } from "../connection.ts";
import { parseInstant } from "@tutti/core/instant";
import type { StateSummary } from "../state.ts";

export interface Proposal {
  readonly type: StateType;
  readonly name?: string;
  readonly message?: string;
  readonly data?: unknown;
  readonly details?: z.input<typeof stateDetailsInput>;
  /** Skips the rules that could refuse it: for a run that ends whatever the server thinks. */
  readonly force?: boolean;
  /** Crashed, without an epoch, because the process was told to stop: what starts it again is no recovery from a failure. */
  readonly isPlannedStop?: boolean;
  /** What is written of the run before. */
  readonly update?: FlowRunChange | null;
}

/** What the server made of a proposal. `state` is the one the run is in now. */
export type Answer =
  | { readonly kind: "accepted"; readonly state: WireState }
  | { readonly kind: "replaced"; readonly state: WireState | null; readonly reason: string }
  | { readonly kind: "refused"; readonly state: WireState | null; readonly reason: string }
  | { readonly kind: "wait"; readonly seconds: number; readonly reason: string };

/** Proposes a state of a flow run. A proposal sent twice counts once: it carries a transition id of its own. */
export async function proposeState(
  connection: Connection,
  flowRunId: string,
  epoch: number | null,
  proposal: Proposal,
): Promise<Answer> {
  const { force = false, details, isPlannedStop, update = null, ...state } = proposal;
  const transitionId = randomUUID();
  const body = { state: { ...state, state_details: { ...details, transition_id: transitionId } }, force };
  const result = await send(connection, flowRunId, epoch, { body, update, isPlannedStop }).catch(leaseLost);
  return answerOf(result, proposal, transitionId);
}

interface Sent {
  readonly body: z.input<typeof setStateBody>;
  readonly update: FlowRunChange | null;
  readonly isPlannedStop?: boolean | undefined;
}

async function send(
  { api, batches }: Connection,
  flowRunId: string,
  epoch: number | null,
  { body, update, isPlannedStop = false }: Sent,
): Promise<OrchestrationResult> {
  if (batches !== null && epoch !== null && !isPlannedStop) return batches.setState(flowRunId, epoch, body, update);
  const headers = isPlannedStop ? plannedStopHeader : epochHeader(epoch);
  if (update !== null) await updateFlowRun(api, flowRunId, update, headers);
  return setFlowRunState(api, flowRunId, body, headers);
}

/** A proposal without a transition id was made together with its run: it cannot come twice. */
export function answerOf(
  result: OrchestrationResult,
  proposal: Pick<Proposal, "type">,
  transitionId: string | null,
): Answer {
  // Refused as a duplicate: the first of the two was accepted, and its answer was lost. A state that took the
  // proposal's place bears the same transition id, but is of another type.
  const isMine =
    transitionId !== null &&
    result.state?.state_details.transition_id === transitionId &&
    result.state.type === proposal.type;
  if (result.state !== null && (result.status === "ACCEPT" || isMine)) return { kind: "accepted", state: result.state };
  const reason = ("reason" in result.details ? result.details.reason : null) ?? "no reason given";
  if (result.details.type === "wait_details") return { kind: "wait", seconds: result.details.delay_seconds, reason };
  return { kind: result.status === "REJECT" ? "replaced" : "refused", state: result.state, reason };
}

// The only conflict of a proposal: its epoch is not the run's any more.
function leaseLost(error: unknown): never {
  if (error instanceof ResponseError && error.status === 409) throw new TuttiError("lease_lost", error.detail);
  throw error;
}

/** A state from the server as the SDK's users see it. */
export function summaryOfWire(state: WireState): StateSummary {
  const { id, type, message } = state;
  return {
    id,
    type,
    name: state.name ?? type,
    // A task run's state without a message is reported with an empty one, as Prefect's client does.
    message: message || null,
    timestamp: new Date((parseInstant(state.timestamp) ?? 0) / 1000),
  };
}
