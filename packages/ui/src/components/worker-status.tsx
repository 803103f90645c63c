import type { Worker } from "@tutti/core/wire/worker";
import { StateIcon } from "./state-icon.tsx";

/** Whether a worker was heard of of late. */
export function WorkerStatus({ status, look = "plain" }: { status: Worker["status"]; look?: "plain" | "pill" }) {
  const tone = status === "ONLINE" ? "completed" : "late";
  return (
    <span className={`state-badge state-badge-${look}`} data-tone={tone}>
      <StateIcon tone={tone} />
      {status === "ONLINE" ? "Online" : "Offline"}
    </span>
  );
}
