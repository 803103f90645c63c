import { onSkip, passedMs, wallMs } from "./wall-clock.ts";

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Waits so long, however long, and no longer when the wall clock is set back meanwhile; rejects with the signal's reason
 * when that is aborted.
 */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  const end = passedMs() + ms;
  for (let left = ms; left > 0; left = end - passedMs()) await waitOnce(Math.min(left, LONGEST_TIMER_MS), signal);
  signal.throwIfAborted();
}

/** The same for as long as it takes from now to be that late by `wallMs`. */
export function waitUntil(dueMs: number, signal: AbortSignal): Promise<void> {
  return wait(dueMs - wallMs(), signal);
}

/** Resolves after this time, or when time is skipped. */
function waitOnce(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(reasonFor(signal));
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      leave();
      signal.removeEventListener("abort", stop);
      resolve();
    };
    const timer = setTimeout(end, ms);
    const leave = onSkip(end);
    function stop(): void {
      clearTimeout(timer);
      leave();
      reject(reasonFor(signal));
    }
    signal.addEventListener("abort", stop, { once: true });
  });
}

/** Calls `action` after this time, unless the function it gives is called before. */
export function after(ms: number, action: () => void): () => void {
  const timer = setTimeout(action, Math.min(ms, LONGEST_TIMER_MS));
  return () => {
    clearTimeout(timer);
  };
}

/**
 * What `body` comes to, unless it takes longer than `ms`: then it rejects with what `onTimeout` gives. The body cannot be
 * stopped: what it comes to later is dropped.
 */
export async function within<T>(ms: number, body: () => T, onTimeout: () => Error): Promise<Awaited<T>> {
  const called = async (): Promise<Awaited<T>> => await body();
  const limit = Promise.withResolvers<never>();
  const cancel = after(ms, () => {
    limit.reject(onTimeout());
  });
  try {
    return await Promise.race([called(), limit.promise]);
  } finally {
    cancel();
  }
}

/** What the promise comes to, or the signal's reason as soon as that is aborted. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const reject = (): void => aborted.reject(reasonFor(signal));
  if (signal.aborted) throw reasonFor(signal);
  signal.addEventListener("abort", reject, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", reject);
  }
}

/** Why it was aborted, as an error. */
export function reasonFor(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error("Stopped");
}
