import type { DeploymentRow } from "@tutti/core/wire/dashboard-work";
import { StatusBadge } from "../../components/status-badge.tsx";

type Judged = Pick<DeploymentRow, "paused" | "status" | "work_pool_name">;

/** Whether runs of it would be taken now, and on hover why not. */
export function DeploymentStatus({ deployment, look }: { deployment: Judged; look?: "plain" | "pill" }) {
  const status = deployment.paused ? "PAUSED" : deployment.status;
  return <StatusBadge status={status} reason={reasonOf(deployment)} {...(look === undefined ? {} : { look })} />;
}

/** Why runs of it would not be taken now. */
export function reasonOf({ paused, status, work_pool_name }: Judged): string {
  if (paused) return "It is paused: its schedules make no runs.";
  if (status === "READY") return "Somebody asked for its runs within the last minute.";
  if (work_pool_name !== null) return `No worker on the pool “${work_pool_name}” has asked for its runs lately.`;
  return "The process that serves it has not asked for its runs lately.";
}
