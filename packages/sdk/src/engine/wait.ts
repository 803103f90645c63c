const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Waits, however long; rejects with the signal's reason when that is aborted. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  for (let left = ms; left > 0; left -= LONGEST_TIMER_MS) await waitOnce(Math.min(left, LONGEST_TIMER_MS), signal);
  signal.throwIfAborted();
}

function waitOnce(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(reasonFor(signal));
      return;
    }
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    function stop(): void {
      clearTimeout(timer);
      reject(reasonFor(signal));
    }
    signal.addEventListener("abort", stop, { once: true });
  });
}

/** The time limit of a run is over. */
export class TimeLimitError extends Error {
  override readonly name = "TimeoutError";
}

/**
 * What `body` comes to within `seconds`, else `onTimeout` is called and it rejects with what that gives. The body cannot
 * be stopped: what it comes to later is dropped.
 */
export async function withinSeconds<T>(seconds: number, body: () => T, onTimeout: () => Error): Promise<Awaited<T>> {
  const called = async (): Promise<Awaited<T>> => await body();
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => {
      limit.reject(onTimeout());
    },
    Math.min(seconds * 1000, LONGEST_TIMER_MS),
  );
  try {
    return await Promise.race([called(), limit.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function reasonFor(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error("Stopped");
}
