import type { JobEnd } from "@tutti/worker/launcher";
import type { Condition, ContainerState, JobView, PodView } from "./job-view.ts";

/** What keeps a container from starting, as the kubelet says; of the rest a pod gets over by itself. */
const OBSTACLES = new Set([
  "CreateContainerConfigError",
  "CreateContainerError",
  "ErrImageNeverPull",
  "ErrImagePull",
  "ImageInspectError",
  "ImagePullBackOff",
  "InvalidImageName",
  "RegistryUnavailable",
  "RunContainerError",
]);

/** What no waiting mends. */
const HOPELESS = new Set(["ErrImageNeverPull", "InvalidImageName"]);

export type JobProgress =
  | { readonly kind: "waiting"; readonly obstacle: string | null; readonly isHopeless: boolean }
  | { readonly kind: "running" }
  | { readonly kind: "ended"; readonly end: JobEnd };

/** Pure: how a job does, by what the cluster says of it and of its pods, the oldest first. */
export function jobProgress(job: JobView | "gone", pods: readonly PodView[]): JobProgress {
  const last = pods.at(-1) ?? null;
  if (job === "gone") return ended(last, "The job was deleted from the cluster.");
  if (isTrue(job.conditions, "Complete")) return { kind: "ended", end: jobEnd(0, null) };
  const failed = job.conditions.find(({ type, status }) => type === "Failed" && status === "True");
  if (failed !== undefined) return ended(last, failureText(failed));
  if (last === null) return { kind: "waiting", obstacle: null, isHopeless: false };
  if (pods.some(hasBegun)) return { kind: "running" };
  return waiting(last);
}

/** Whether the run's own container was started, and there is something to read. */
export function hasBegun(pod: PodView): boolean {
  const state = mainState(pod)?.state;
  return Boolean(state?.running) || Boolean(state?.terminated);
}

/** Whether the run's own container has ended, or never will. */
export function isOver(pod: PodView): boolean {
  return Boolean(mainState(pod)?.state?.terminated) || pod.reason !== null;
}

function waiting({ conditions, states }: PodView): JobProgress {
  const unscheduled = conditions.find(({ type, status }) => type === "PodScheduled" && status === "False");
  if (unscheduled !== undefined) {
    const why = unscheduled.message ?? unscheduled.reason ?? "no node takes it";
    return { kind: "waiting", obstacle: `The pod cannot be scheduled: ${why}`, isHopeless: false };
  }
  for (const { state } of states) {
    const { reason, message } = state?.waiting ?? {};
    if (!reason || !OBSTACLES.has(reason)) continue;
    return { kind: "waiting", obstacle: message ? `${reason}: ${message}` : reason, isHopeless: HOPELESS.has(reason) };
  }
  return { kind: "waiting", obstacle: null, isHopeless: false };
}

/** The container's own end says more than that of the job. */
function ended(pod: PodView | null, otherwise: string | null): JobProgress {
  const terminated = pod === null ? null : (mainState(pod)?.state?.terminated ?? null);
  if (terminated === null) return { kind: "ended", end: jobEnd(null, podReason(pod) ?? otherwise) };
  const { exitCode, reason, message } = terminated;
  const isOutOfMemory = reason === "OOMKilled";
  const said = isOutOfMemory ? "The container used more memory than it may." : (message ?? podReason(pod));
  return { kind: "ended", end: jobEnd(exitCode, said || null) };
}

function podReason(pod: PodView | null): string | null {
  if (pod === null || pod.reason === null) return null;
  return pod.message === null ? `${pod.reason}.` : `${pod.reason}: ${pod.message}`;
}

function failureText({ reason, message }: Condition): string {
  return `The job failed${reason ? ` (${reason})` : ""}${message ? `: ${message}` : ""}.`;
}

function mainState({ container, states }: PodView): ContainerState | null {
  return states.find(({ name }) => name === container) ?? null;
}

function isTrue(conditions: readonly Condition[], wanted: string): boolean {
  return conditions.some(({ type, status }) => type === wanted && status === "True");
}

function jobEnd(code: number | null, reason: string | null): JobEnd {
  return { code, signal: null, reason, isReported: false };
}
