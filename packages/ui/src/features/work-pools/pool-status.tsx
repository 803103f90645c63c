import type { WorkPoolRow } from "@tutti/core/wire/dashboard-work";
import { StatusBadge } from "../../components/status-badge.tsx";

type Judged = Pick<WorkPoolRow, "is_paused" | "status" | "workers" | "workers_online">;

/** Whether runs in it would be taken now, and on hover why not. */
export function PoolStatus({ pool, look }: { pool: Judged; look?: "plain" | "pill" }) {
  const status = pool.is_paused ? "PAUSED" : (pool.status ?? "READY");
  return <StatusBadge status={status} reason={reasonOf(pool)} {...(look === undefined ? {} : { look })} />;
}

function reasonOf({ is_paused, workers, workers_online }: Judged): string {
  if (is_paused) return "It is paused: no worker is given runs of it.";
  if (workers_online > 0) return workers_online === 1 ? "A worker is online." : `${workers_online} workers are online.`;
  return workers === 0 ? "No worker was ever started for it." : "All of its workers are offline.";
}
