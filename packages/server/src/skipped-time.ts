import { BroadcastChannel } from "node:worker_threads";

// Tests skip time: the server's clock, in all of its threads, is then so much later. Only a server that was started for it
// listens, by TUTTI_TEST_CLOCK=1.

const CHANNEL = "tutti-skipped-time";
const SKIPPED = "TUTTI_TEST_SKIPPED_MS";

let channel: BroadcastChannel | null = null;
let skippedMs = 0;

/** How much later it is than the wall clock says: always 0 but in tests. */
export function skippedMicros(): number {
  return skippedMs * 1000;
}

/** Begins to listen, if this process was started to have its time skipped. Every thread does, as it reads the clock. */
export function listenForSkips(env: NodeJS.ProcessEnv): void {
  if (env["TUTTI_TEST_CLOCK"] !== "1" || channel !== null) return;
  skippedMs = Number(env[SKIPPED] ?? 0);
  channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", (message: object) => {
    if ("data" in message) skippedMs = Number(message.data);
  });
  channel.unref();
}

/** Skips so much more, here and in every other thread. Threads that begin later read it in their environment. */
export function skipTime(ms: number): void {
  skippedMs += ms;
  process.env[SKIPPED] = String(skippedMs);
  const message = [skippedMs] as const;
  channel?.postMessage(...message);
}

/** Obeys the test that started this process: `{ type: "skip", ms }`, answered by `{ type: "skipped" }`. */
export function obeySkips(): void {
  if (channel === null || process.send === undefined) return;
  process.on("message", (message: unknown) => {
    const { type, ms }: { type?: unknown; ms?: unknown } = Object(message);
    if (type !== "skip" || typeof ms !== "number") return;
    skipTime(ms);
    // The other threads have it by then: their messages are delivered in the turn after.
    setTimeout(() => process.send?.({ type: "skipped" }), THREADS_HEAR_MS);
  });
  process.channel?.unref();
}

const THREADS_HEAR_MS = 20;
