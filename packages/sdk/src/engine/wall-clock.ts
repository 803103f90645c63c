// Tests skip time: it then is later for this process, whose waits are over as if it had passed.

let skippedMs = 0;
const listeners = new Set<() => void>();
let firstWait = Promise.withResolvers<void>();

/** The wall clock, in milliseconds since the epoch. */
export function wallMs(): number {
  return Date.now() + skippedMs;
}

/** Milliseconds on a clock that is never set; where it begins means nothing. */
export function passedMs(): number {
  return performance.now() + skippedMs;
}

/** From now on it is so much later. */
export function skipWallClock(ms: number): void {
  skippedMs += ms;
  for (const listener of listeners) listener();
}

/** Calls the listener whenever time is skipped, until the function it gives is called. */
export function onSkip(listener: () => void): () => void {
  listeners.add(listener);
  firstWait.resolve();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) firstWait = Promise.withResolvers();
  };
}

/** Resolves as soon as something in this process waits for a time. */
export function whenWaiting(): Promise<void> {
  return firstWait.promise;
}
