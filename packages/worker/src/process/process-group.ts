import { delay } from "@tutti/client/delay";

const LOOK_EVERY_MS = 50;
/** What was killed is gone a moment later; only what nobody buries is there for longer, and does nothing. */
const GONE_WITHIN_MS = 1000;

/** Sends a signal to every process of the group, 0 to ask for one alone; false when there is none any more. */
export function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}

/** Asks the group to end, makes it after the grace, and leaves nothing of it. `ended` resolves with the leader's end. */
export async function endGroup(leader: number, ended: Promise<unknown>, graceMs: number): Promise<void> {
  const until = performance.now() + graceMs;
  const late = new AbortController();
  signalGroup(leader, "SIGTERM");
  await Promise.race([ended, delay(graceMs, late.signal)]);
  late.abort();
  // What the leader started has the rest of the time.
  while (performance.now() < until && signalGroup(leader, 0)) await delay(LOOK_EVERY_MS);
  signalGroup(leader, "SIGKILL");
  await ended;
  const goneUntil = performance.now() + GONE_WITHIN_MS;
  while (performance.now() < goneUntil && signalGroup(leader, 0)) await delay(LOOK_EVERY_MS);
}
