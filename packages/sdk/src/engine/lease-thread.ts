import { exchange } from "@tutti/client/http-exchange";
import { parentPort, workerData } from "node:worker_threads";
import type { FromLeaseThread, LeaseThreadData, ToLeaseThread } from "./lease-messages.ts";

// Runs in a thread of its own, so that ten minutes of computing in a flow do not look like a crash. It speaks plain
// HTTP and loads nothing else: it must be up before the first step can block the process.

const { headerName, renewEveryMs, ttlSeconds, requestTimeoutMs }: LeaseThreadData = workerData;

const epochs = new Map<string, number>();
let target: { url: string; authorization: string | null } | null = null;

parentPort?.on("message", (message: ToLeaseThread) => {
  if (message.kind === "keep") epochs.set(message.flowRunId, message.epoch);
  else if (message.kind === "drop") epochs.delete(message.flowRunId);
  else target = message;
});

setInterval(() => {
  for (const [flowRunId, epoch] of epochs) void renew(flowRunId, epoch);
}, renewEveryMs);

async function renew(flowRunId: string, epoch: number): Promise<void> {
  if (target === null) return;
  const { url, authorization } = target;
  try {
    const { status, text } = await exchange(`${url}/tutti/flow_runs/${flowRunId}/lease`, {
      method: "PATCH",
      headers: {
        "content-type": "application/json",
        [headerName]: String(epoch),
        ...(authorization === null ? {} : { authorization }),
      },
      body: JSON.stringify({ ttl_seconds: ttlSeconds }),
      timeoutMs: requestTimeoutMs,
    });
    if (status === 409) lose(flowRunId, epoch, text);
  } catch {
    tell({ kind: "unreachable" });
  }
}

function lose(flowRunId: string, epoch: number, answer: string): void {
  if (epochs.get(flowRunId) !== epoch) return;
  epochs.delete(flowRunId);
  tell({ kind: "lost", flowRunId, answer });
}

function tell(message: FromLeaseThread): void {
  parentPort?.postMessage(message, []);
}
