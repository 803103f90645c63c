import { exchange, type Reply } from "@tutti/client/http-exchange";
import type { LostLeases } from "@tutti/core/wire/lease";
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

const { headerName, renewEveryMs, leasesMax, ttlSeconds, requestTimeoutMs }: LeaseThreadData = workerData;

// How long a process that lost its lease may take to stop by itself (decision 17).
const STOPPED_WITHIN_MS = 5000;

interface Kept {
  readonly epoch: number;
  readonly endsProcess: boolean;
  /** Set when the lease is lost. */
  end?: NodeJS.Timeout;
}

/** Slots of concurrency limits, renewed when a third of their lease is over, by one request at a time. */
interface KeptSlots {
  readonly seconds: number;
  dueAt: number;
}

const keptSlots = new Map<string, KeptSlots>();
const kept = new Map<string, Kept>();
let target: { url: string; authorization: string | null } | null = null;

parentPort?.on("message", (message: ToLeaseThread) => {
  if (message.kind === "keep") keep(message.flowRunId, message);
  else if (message.kind === "drop") drop(message.flowRunId);
  else if (message.kind === "server") target = message;
  else if (message.kind === "keep-slots") keptSlots.set(message.leaseId, nextSlots(message.seconds));
  else if (message.kind === "drop-slots") keptSlots.delete(message.leaseId);
  else void sayFarewell(message.farewell);
});

setInterval(() => {
  void renewAll();
  for (const [leaseId, slots] of keptSlots) if (slots.dueAt <= performance.now()) void renewSlots(leaseId, slots);
}, renewEveryMs);

function nextSlots(seconds: number): KeptSlots {
  return { seconds, dueAt: performance.now() + (seconds * 1000) / 3 };
}

async function renewSlots(leaseId: string, slots: KeptSlots): Promise<void> {
  const { seconds } = slots;
  slots.dueAt = Infinity;
  try {
    const path = `/v2/concurrency_limits/leases/${leaseId}/renew`;
    const answer = await ask("POST", path, null, { lease_duration: seconds });
    if ((answer?.status === 410 || answer?.status === 404) && keptSlots.delete(leaseId)) {
      tell({ kind: "slots-lost", leaseId, answer: answer.text });
    } else slots.dueAt = answer === null || answer.status >= 300 ? 0 : nextSlots(seconds).dueAt;
  } catch {
    slots.dueAt = 0;
    tell({ kind: "unreachable" });
  }
}

/** The process is about to be gone: nobody holds them any more. */
async function releaseSlots(): Promise<void> {
  for (const leaseId of keptSlots.keys()) {
    const body = { lease_id: leaseId };
    await ask("POST", "/v2/concurrency_limits/decrement-with-lease", null, body).catch(() => null);
  }
  keptSlots.clear();
}

function keep(flowRunId: string, { epoch, endsProcess }: Kept): void {
  drop(flowRunId);
  kept.set(flowRunId, { epoch, endsProcess });
}

function drop(flowRunId: string): void {
  clearTimeout(kept.get(flowRunId)?.end);
  kept.delete(flowRunId);
}

let isRenewing = false;

// One round at a time: a server that is slow to answer gets no second one on top. A thousand requests, one a lease, would
// keep it from everything else, the renewals first.
async function renewAll(): Promise<void> {
  if (isRenewing) return;
  isRenewing = true;
  const held = [...kept].filter(([, lease]) => lease.end === undefined);
  const starts = Array.from({ length: Math.ceil(held.length / leasesMax) }, (_, index) => index * leasesMax);
  await Promise.all(starts.map((start) => renew(held.slice(start, start + leasesMax))));
  isRenewing = false;
}

async function renew(held: readonly (readonly [string, Kept])[]): Promise<void> {
  const leases = held.map(([flow_run_id, { epoch }]) => ({ flow_run_id, epoch }));
  try {
    const answer = await ask("PATCH", "/tutti/leases", null, { leases, ttl_seconds: ttlSeconds });
    if (answer?.status !== 200) return;
    // The server's own words, `lostLeases` of its protocol.
    const { lost }: LostLeases = JSON.parse(answer.text);
    const details = new Map(lost.map(({ flow_run_id, detail }) => [flow_run_id, detail]));
    for (const [flowRunId, lease] of held) {
      const detail = details.get(flowRunId);
      if (detail !== undefined) lose(flowRunId, lease, detail);
    }
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
  await releaseSlots();
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
