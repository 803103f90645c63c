import { randomUUID } from "node:crypto";
import { readFlowRun, setFlowRunState } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { plannedStopHeader } from "@tutti/client/leases";
import { isNotFound } from "@tutti/client/response-error";
import { isTerminal, type StateType } from "@tutti/core/state-type";
import { exitMessage } from "../exit-message.ts";
import type { JobEnd } from "../launcher.ts";
import type { StopReason } from "./run-control.ts";

/** What is left to say about a run whose process has ended; null when the process said it itself. */
export interface EndReport {
  readonly type: "CRASHED" | "CANCELLED";
  readonly message: string;
}

const CANCELLED: EndReport = { type: "CANCELLED", message: "The run was cancelled." };

export interface EndFacts {
  readonly end: JobEnd;
  readonly stopped: StopReason | null;
  readonly stateType: StateType | null;
  /** Whether the run waits for somebody without a process. */
  readonly isSuspended: boolean;
  /** Whether the run still names this process: else somebody else has it by now, and its state is not ours to change. */
  readonly isOurs: boolean;
}

/** Pure: what a worker reports of an end. */
export function endReport(facts: EndFacts): EndReport | null {
  const { stopped, stateType, isOurs } = facts;
  if (!isOurs || stateType === null) return null;
  // Engines that are asked to end call that a crash: it was not.
  if (stateType === "CANCELLING" || (stopped === "cancelled" && stateType === "CRASHED")) return CANCELLED;
  if (isTerminal(stateType) || stateType === "SCHEDULED" || stopped === "lease-lost") return null;
  // However the process ended that had suspended it.
  return facts.isSuspended ? null : crashOf(facts);
}

function crashOf({ end, stopped, stateType }: EndFacts): EndReport | null {
  const hasEndedWell = end.code === 0 && end.signal === null;
  if (hasEndedWell && stateType === "PAUSED") return null;
  if (hasEndedWell) return { type: "CRASHED", message: "The run's process ended without reporting how the run did." };
  return {
    type: "CRASHED",
    message: stopped === "stopped" ? "The run was stopped with its worker." : exitMessage(end),
  };
}

/** What was found of a run whose process has ended. */
export interface EndVerdict {
  /** What was said of it. */
  readonly report: EndReport | null;
  /** Whether it ended without completing, or is deleted. */
  readonly hasFailed: boolean;
}

const UNSUCCESSFUL = new Set<StateType | null>(["FAILED", "CANCELLED", "CRASHED", "CANCELLING"]);

/** Proposes what is left to say about the run, after looking at it once more. */
export async function reportEnd(
  api: ApiClient,
  flowRunId: string,
  identifier: string,
  facts: Pick<EndFacts, "end" | "stopped">,
): Promise<EndVerdict> {
  try {
    const run = await readFlowRun(api, flowRunId);
    const isOurs = run.infrastructure_pid === identifier;
    const isSuspended = run.state_type === "PAUSED" && run.state?.state_details.pause_reschedule === true;
    const report = endReport({ ...facts, stateType: run.state_type, isSuspended, isOurs });
    if (report !== null) await proposeEnd(api, flowRunId, report, facts.stopped === "stopped");
    return { report, hasFailed: report !== null || UNSUCCESSFUL.has(run.state_type) };
  } catch (error) {
    if (isNotFound(error)) return { report: null, hasFailed: true };
    throw error;
  }
}

/** Cancelled is forced, as engines do: nothing stands against it. */
export async function proposeEnd(
  api: ApiClient,
  flowRunId: string,
  { type, message }: EndReport,
  isPlannedStop = false,
): Promise<void> {
  const state = { type, message, state_details: { transition_id: randomUUID() } };
  const headers = isPlannedStop ? plannedStopHeader : {};
  await setFlowRunState(api, flowRunId, { state, force: type === "CANCELLED" }, headers);
}
