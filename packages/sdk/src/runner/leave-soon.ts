const GRACE_MS = 3000;

/**
 * The run is over: what its code left open (a pool of connections, a timer) holds the process, and the worker's slot with
 * it, only a moment longer. A process with nothing left to do leaves by itself.
 */
export function leaveSoon(): void {
  setTimeout(() => process.exit(), GRACE_MS).unref();
}
