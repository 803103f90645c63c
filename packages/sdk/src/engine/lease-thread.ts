import { exchange, type Reply } from "@tutti/client/http-exchange";
import { parentPort, workerData } from "node:worker_threads";
import type { Farewell, FromLeaseThread, LeaseThreadData, ToLeaseThread } from "./lease-messages.ts";

// Runs in a thread of its own, so that ten minutes of computing in a flow do not look like a crash. It speaks plain
// HTTP and loads nothing else: it must be up before the first step can block the process.

const { headerName, renewEveryMs, ttlSeconds, requestTimeoutMs }: LeaseThreadData = workerData;

const epochs = new Map<string, number>();
let target: { url: string; authorization: string | null } | null = null;

parentPort?.on("message", (message: ToLeaseThread) => {
  if (message.kind === "keep") epochs.set(message.flowRunId, message.epoch);
  else if (message.kind === "drop") epochs.delete(message.flowRunId);
  else if (message.kind === "server") target = message;
  else void sayFarewell(message.farewell);
});

setInterval(() => {
  for (const [flowRunId, epoch] of epochs) void renew(flowRunId, epoch);
}, renewEveryMs);

async function renew(flowRunId: string, epoch: number): Promise<void> {
  try {
    const answer = await ask("PATCH", `/tutti/flow_runs/${flowRunId}/lease`, epoch, { ttl_seconds: ttlSeconds });
    if (answer?.status === 409) lose(flowRunId, epoch, answer.text);
  } catch {
    tell({ kind: "unreachable" });
  }
}

async function sayFarewell({ runs, message, done }: Farewell): Promise<void> {
  for (const { flowRunId, epoch } of runs) {
    const body = { state: { type: "CRASHED", message }, force: true };
    // Without an answer the lease ends by itself, and tells the same.
    await ask("POST", `/flow_runs/${flowRunId}/set_state`, epoch, body).catch(() => undefined);
  }
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
}

async function ask(method: string, path: string, epoch: number | null, body: unknown): Promise<Reply | null> {
  if (target === null) return null;
  const { url, authorization } = target;
  return exchange(`${url}${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      ...(epoch === null ? {} : { [headerName]: String(epoch) }),
      ...(authorization === null ? {} : { authorization }),
    },
    body: JSON.stringify(body),
    timeoutMs: requestTimeoutMs,
  });
}

function lose(flowRunId: string, epoch: number, answer: string): void {
  if (epochs.get(flowRunId) !== epoch) return;
  epochs.delete(flowRunId);
  tell({ kind: "lost", flowRunId, answer });
}

function tell(message: FromLeaseThread): void {
  parentPort?.postMessage(message, []);
}
