import type { WorkQueue } from "@tutti/core/wire/work-queue";
import { StatusBadge } from "../../components/status-badge.tsx";

/** Whether somebody asks for a queue's runs, and on hover why it is told so. */
export function QueueStatus({ queue, look }: { queue: WorkQueue; look?: "plain" | "pill" }) {
  const status = queue.is_paused ? "PAUSED" : (queue.status ?? "NOT_READY");
  const reasons = {
    READY: "A worker asked for its runs within the last minute.",
    NOT_READY: "No worker asks for its runs.",
    PAUSED: "It is paused: no worker is given runs of it.",
  };
  return <StatusBadge status={status} reason={reasons[status]} {...(look === undefined ? {} : { look })} />;
}
