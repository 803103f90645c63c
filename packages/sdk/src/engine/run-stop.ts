import { TuttiError } from "@tutti/core/errors";

/**
 * Why a flow run ends before its function has: its time limit is over, it was cancelled or suspended, another process has
 * it, the run around it ended, or the process is about to exit and reports the end itself.
 */
export type StopKind = "timed-out" | "cancelled" | "suspended" | "lost" | "abandoned" | "exiting";

export interface RunStop {
  readonly kind: StopKind;
  /** What the caller of the flow gets, and the reason of its signal. */
  readonly error: TuttiError;
}

export function timedOut(seconds: number): RunStop {
  return { kind: "timed-out", error: new TuttiError("timed_out", `the flow run exceeded its limit of ${seconds} s`) };
}

export function cancelled(): RunStop {
  return { kind: "cancelled", error: new TuttiError("run_stopped", "the flow run was cancelled") };
}

export function suspended(detail = "somebody asked for it"): RunStop {
  return { kind: "suspended", error: new TuttiError("run_suspended", detail) };
}

export function exiting(message: string): RunStop {
  return { kind: "exiting", error: new TuttiError("run_stopped", message) };
}

/** Of a subflow whose task is over before it. */
export function leftByStep(): RunStop {
  return { kind: "abandoned", error: new TuttiError("run_stopped", "the task around it exceeded its time limit") };
}

/** What a stop of the run around it is for a subflow. */
export function stopWithin(stop: RunStop): RunStop {
  if (stop.kind !== "timed-out") return stop;
  const detail = "the flow run around it exceeded its time limit";
  return { kind: "abandoned", error: new TuttiError("run_stopped", detail) };
}
