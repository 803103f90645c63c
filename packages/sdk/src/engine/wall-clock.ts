import { wait } from "./wait.ts";

// Tests skip time: it then is later for this process, whose waits are over as if it had passed.

let skippedMs = 0;
let skipped = Promise.withResolvers<void>();

/** The wall clock, in milliseconds since the epoch. */
export function wallMs(): number {
  return Date.now() + skippedMs;
}

/** From now on it is so much later. */
export function skipWallClock(ms: number): void {
  skippedMs += ms;
  skipped.resolve();
  skipped = Promise.withResolvers();
}

/** Resolves when it is that late; rejects with the signal's reason when that is aborted. */
export async function waitUntil(dueMs: number, signal: AbortSignal): Promise<void> {
  while (wallMs() < dueMs) {
    const ended = new AbortController();
    const waiting = wait(dueMs - wallMs(), AbortSignal.any([signal, ended.signal]));
    const waited = waiting.catch((error: unknown) => {
      if (!ended.signal.aborted) throw error;
    });
    await Promise.race([waited, skipped.promise]);
    ended.abort();
  }
  signal.throwIfAborted();
}
