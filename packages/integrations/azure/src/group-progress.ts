import type { ContainerGroup, ContainerState } from "@azure/arm-containerinstance";
import type { JobEnd } from "@tutti/worker/launcher";
import type { DeploymentView } from "./container-groups.ts";

const TROUBLE = /fail|error|backoff|kill|invalid/i;

export type GroupProgress =
  | { readonly kind: "waiting"; readonly obstacle: string | null }
  | { readonly kind: "running" }
  | { readonly kind: "ended"; readonly end: JobEnd };

/** Pure: how a run's container does, by what Azure says of its group and of the deployment that makes it. */
export function groupProgress(
  group: ContainerGroup | null,
  deployment: DeploymentView | null,
  wasThere: boolean,
): GroupProgress {
  if (group === null) return withoutGroup(deployment, wasThere);
  const { state, exitCode, detailStatus } = containerState(group);
  if (state === "Terminated") return ended(exitCode ?? null, reasonOf(detailStatus));
  if (state === "Running") return { kind: "running" };
  const obstacle = obstacleOf(group);
  const isHopeless = deployment?.state === "Failed" || group.provisioningState === "Failed";
  return isHopeless ? unmade(deployment?.error ?? obstacle) : { kind: "waiting", obstacle };
}

/** Of the container that runs the command; empty while Azure knows nothing of it. */
export function containerState({ containers }: ContainerGroup): ContainerState {
  return containers[0]?.instanceView?.currentState ?? {};
}

function withoutGroup(deployment: DeploymentView | null, wasThere: boolean): GroupProgress {
  if (wasThere) return ended(null, "The container group was deleted.");
  if (deployment === null) return ended(null, "The deployment of the container group was deleted.");
  const { state, error } = deployment;
  if (state === "Failed") return unmade(error);
  if (state === "Canceled") return ended(null, "The deployment of the container group was cancelled.");
  return { kind: "waiting", obstacle: null };
}

function unmade(why: string | null): GroupProgress {
  return ended(null, `The container group could not be made. ${why ?? ""}`.trim());
}

function reasonOf(detail: string | undefined): string | null {
  return detail === "OOMKilled" ? "The container used more memory than it may." : null;
}

/** The last event that tells of trouble: a pull that fails, a volume that is not there. */
function obstacleOf({ containers, instanceView }: ContainerGroup): string | null {
  const events = [...(instanceView?.events ?? []), ...(containers[0]?.instanceView?.events ?? [])];
  const last = events.findLast(({ name = "", type }) => type === "Warning" || TROUBLE.test(name));
  return last === undefined ? null : [last.name, last.message].filter(Boolean).join(": ");
}

function ended(code: number | null, reason: string | null): GroupProgress {
  return { kind: "ended", end: { code, signal: null, reason, isReported: false } };
}
