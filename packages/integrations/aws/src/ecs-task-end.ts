import type { Task } from "@aws-sdk/client-ecs";
import type { JobEnd } from "@tutti/worker/launcher";

/** How a task that has stopped came to its end; null while it has not. */
export function taskEnd(task: Task, containerName: string): JobEnd | null {
  if (task.lastStatus !== "STOPPED") return null;
  const container = task.containers?.find(({ name }) => name === containerName) ?? task.containers?.[0];
  const code = container?.exitCode ?? null;
  return { code, signal: null, reason: reasonOf(task, container?.reason, code), isReported: false };
}

/** That its container ended is no reason: the code says how. */
function reasonOf(
  { stopCode, stoppedReason }: Task,
  ofContainer: string | undefined,
  code: number | null,
): string | null {
  if (ofContainer !== undefined && ofContainer !== "") return ofContainer;
  if (code !== null && (stopCode === "EssentialContainerExited" || stopCode === "UserInitiated")) return null;
  return stoppedReason ?? null;
}

/** Whether it waits for what it needs to run. */
export function isStarting({ lastStatus }: Task): boolean {
  return lastStatus === "PROVISIONING" || lastStatus === "PENDING" || lastStatus === "ACTIVATING";
}
