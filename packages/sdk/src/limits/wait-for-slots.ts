import { ResponseError } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import { after, unlessAborted, wait } from "../engine/wait.ts";
import { Turns } from "./turns.ts";

// W1: of one process, those who want the same limits ask one after the other, in the order they came: a hundred tasks that
//     wait cost one request a time, and none is overtaken for ever.
// W2: slots that this process itself gives back are asked for at once, not when the server said to come again.
// W3: who stops waiting leaves nothing behind: slots that are granted afterwards go back.

const TAKEN = 423;
const COME_AGAIN_MS = 1000;

export interface Waiting<T> {
  /** What is waited for, in words: `2 slots of the concurrency limit "db"`. */
  readonly what: string;
  /** Those with the same key ask in turn. */
  readonly key: string;
  readonly timeoutSeconds: number | undefined;
  /** Asks again after this, even if the server says to wait longer. */
  readonly comeAgainMs?: number;
  /** Aborted when the run is to stop. */
  readonly signal: AbortSignal;
  readonly take: () => Promise<T>;
  readonly giveBack: (taken: T) => void;
  /** Told once, when the first answer was that all are taken; `retryAfterMs` is the server's guess. */
  readonly onWaiting: (retryAfterMs: number) => void;
}

const turns = new Turns();
const wakers = new Set<AbortController>();
let wakes = 0;

/** Slots were given back here: whoever waits asks again. */
export function wakeWaiting(): void {
  wakes += 1;
  for (const waker of wakers) waker.abort();
}

/** Asks until the slots are granted. Rejects with `slots_timeout`, or with the reason of the signal. */
export async function waitForSlots<T>(waiting: Waiting<T>): Promise<T> {
  const { timeoutSeconds, what } = waiting;
  if (timeoutSeconds === undefined) return inTurn(waiting);
  const limit = new AbortController();
  const cancel = after(timeoutSeconds * 1000, () => {
    limit.abort(new TuttiError("slots_timeout", `waited ${timeoutSeconds} s for ${what}`));
  });
  try {
    return await inTurn({ ...waiting, signal: AbortSignal.any([waiting.signal, limit.signal]) });
  } finally {
    cancel();
  }
}

async function inTurn<T>(waiting: Waiting<T>): Promise<T> {
  const end = await turns.take(waiting.key, waiting.signal);
  try {
    return await askUntilGranted(waiting);
  } finally {
    end();
  }
}

async function askUntilGranted<T>(waiting: Waiting<T>): Promise<T> {
  const { take, giveBack, signal, onWaiting, comeAgainMs = Infinity } = waiting;
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    const wakesBefore = wakes;
    const asked = take();
    try {
      return await unlessAborted(asked, signal);
    } catch (error) {
      if (signal.aborted) {
        asked.then(giveBack, () => undefined);
        throw error;
      }
      if (!(error instanceof ResponseError) || error.status !== TAKEN) throw error;
      const retryAfterMs = Math.min(comeAgainMs, error.retryAfterMs ?? COME_AGAIN_MS);
      if (attempt === 0) onWaiting(retryAfterMs);
      if (wakes === wakesBefore) await pause(retryAfterMs, signal);
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const waker = new AbortController();
  wakers.add(waker);
  try {
    await wait(ms, AbortSignal.any([signal, waker.signal]));
  } catch (error) {
    if (signal.aborted || !waker.signal.aborted) throw error;
  } finally {
    wakers.delete(waker);
  }
}
