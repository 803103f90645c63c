import { exchange, type Reply } from "@tutti/client/http-exchange";
import { parentPort, workerData } from "node:worker_threads";
import {
  FAREWELL,
  type Farewell,
  type FromLeaseThread,
  type LeaseThreadData,
  type ToLeaseThread,
} from "./lease-messages.ts";

// Runs in a thread of its own, so that ten minutes of computing in a flow do not look like a crash. It speaks plain
// HTTP and loads nothing else: it must be up before the first step can block the process.

const { headerName, renewEveryMs, ttlSeconds, requestTimeoutMs }: LeaseThreadData = workerData;

// How long a process that lost its lease may take to stop by itself (decision 17).
const STOPPED_WITHIN_MS = 5000;

interface Kept {
  readonly epoch: number;
  readonly endsProcess: boolean;
  /** Set when the lease is lost. */
  end?: NodeJS.Timeout;
}

const kept = new Map<string, Kept>();
let target: { url: string; authorization: string | null } | null = null;

parentPort?.on("message", (message: ToLeaseThread) => {
  if (message.kind === "keep") keep(message.flowRunId, message);
  else if (message.kind === "drop") drop(message.flowRunId);
  else if (message.kind === "server") target = message;
  else void sayFarewell(message.farewell);
});

setInterval(() => {
  for (const [flowRunId, lease] of kept) if (lease.end === undefined) void renew(flowRunId, lease);
}, renewEveryMs);

function keep(flowRunId: string, { epoch, endsProcess }: Kept): void {
  drop(flowRunId);
  kept.set(flowRunId, { epoch, endsProcess });
}

function drop(flowRunId: string): void {
  clearTimeout(kept.get(flowRunId)?.end);
  kept.delete(flowRunId);
}

async function renew(flowRunId: string, lease: Kept): Promise<void> {
  try {
    const answer = await ask("PATCH", `/tutti/flow_runs/${flowRunId}/lease`, lease.epoch, { ttl_seconds: ttlSeconds });
    if (answer?.status === 409) lose(flowRunId, lease, answer.text);
  } catch {
    tell({ kind: "unreachable" });
  }
}

async function sayFarewell({ runs, message, done }: Farewell): Promise<void> {
  let outcome: number = FAREWELL.reported;
  for (const { flowRunId, epoch } of runs) {
    const body = { state: { type: "CRASHED", message }, force: true };
    // Without an answer the lease ends by itself, and tells the same.
    const answer = await ask("POST", `/flow_runs/${flowRunId}/set_state`, epoch, body).catch(() => null);
    if (answer === null || answer.status >= 400) outcome = FAREWELL.failed;
  }
  Atomics.store(done, 0, outcome);
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

function lose(flowRunId: string, lease: Kept, answer: string): void {
  if (kept.get(flowRunId) !== lease) return;
  tell({ kind: "lost", flowRunId, answer });
  if (lease.endsProcess) lease.end = setTimeout(killOwnGroup, STOPPED_WITHIN_MS);
  else kept.delete(flowRunId);
}

// The main thread computes, or waits for a program of its own, and never hears of it. Another process has the run.
function killOwnGroup(): void {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    // It does not lead a group: nobody started it as one of several.
    process.kill(process.pid, "SIGKILL");
  }
}

function tell(message: FromLeaseThread): void {
  parentPort?.postMessage(message, []);
}
