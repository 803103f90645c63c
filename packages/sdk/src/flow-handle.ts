import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { OrchestrationResult } from "@tutti/core/wire/orchestration";
import type { StandingRequest } from "@tutti/core/wire/waiting-process";
import type { WorkerOffer } from "@tutti/core/wire/work-offer";
import type { ChangedCode } from "./engine/open-run.ts";
import type { State } from "./state.ts";
import type { Recording } from "./testing/recording.ts";
import type { Replay } from "./testing/replay.ts";

/** A run that waits for a process, as it was offered to a worker. */
export interface OfferedRun {
  readonly flowRun: WorkerOffer["flow_run"];
  /** When its deployment was changed last, as far as the worker knows. */
  readonly deploymentUpdated: string;
  /** That the run gets with its worker. */
  readonly labels: FlowRun["labels"];
}

/** A run that this process has taken, and that is Running. */
export interface TakenRun {
  readonly epoch: number;
  /** As `FlowHandle.execute`. */
  readonly execute: () => Promise<State>;
}

export interface BegunBefore {
  readonly result: OrchestrationResult;
  readonly ageMs: number;
}

// A flow is found by this symbol, not by its class: the program that executes a deployed run and the project the flow
// belongs to may have a copy of Tutti each. The run is executed by the flow's own copy, whose tasks know their run.
const HANDLE = Symbol.for("tutti.flow");

/** What the process of a deployed run needs of a flow. */
export interface FlowHandle {
  readonly name: string;
  /** The function's own name; empty for one without. */
  readonly functionName: string;
  /**
   * Executes the run under the lease of this epoch (null: there are no leases), and resolves with the state it ended in.
   * `begun` is what became of its Running, where that was proposed before, and how long ago that was told.
   * Rejects when the run is not this process's any more, or the server refuses to go on with it.
   */
  readonly execute: (flowRun: FlowRun, epoch: number | null, begun?: BegunBefore | null) => Promise<State>;
  /** What this process asks for when it takes a run, where a run may be begun for it; null: it has to see the run first. */
  readonly standing?: () => Promise<StandingRequest | null>;
  /** Takes a run that nobody has begun yet; null when it is not to be had so. Earlier versions of Tutti's have no such thing. */
  readonly take?: (offered: OfferedRun) => Promise<TakenRun | null>;
  /** Calls the hooks of the state that the run has ended in. */
  readonly callEndHooks: (flowRun: FlowRun) => Promise<void>;
  /** Goes on with a run, whatever it is in, that no worker starts: under a lease of its own. */
  readonly resume: (flowRunId: string, changedCode: ChangedCode) => Promise<State>;
  /** Tries the flow's code against what a run left on record: executes and reports nothing. */
  readonly replay: (recording: Recording) => Promise<Replay>;
}

export function giveHandle(flow: object, handle: FlowHandle): void {
  Object.defineProperty(flow, HANDLE, { value: handle });
}

/** The handle of a flow; null for anything else. */
export function flowHandle(value: unknown): FlowHandle | null {
  if (typeof value !== "function" || !(HANDLE in value)) return null;
  return value[HANDLE] as FlowHandle;
}
