import { setTimeout as delay } from "node:timers/promises";
import { reasonOf } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import { printLine } from "../print-line.ts";

// S1: what fails is tried again a few times, since storage is reached over networks. What is wrong in itself (a path, a
//     file that is not there) is not: it comes as a `TuttiError`.
// S2: nothing is waited for without saying so, nor for ever.

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 200;
const SAY_AFTER_MS = 10_000;
const GIVE_UP_AFTER_MS = 600_000;

/** Rejects with `failed_storage`, which names the storage and the last reason. */
export async function withStorage<T>(label: string, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await within(label, work());
    } catch (error) {
      if (error instanceof TuttiError && !error.isTransient()) throw error;
      if (attempt === ATTEMPTS) {
        throw new TuttiError("failed_storage", `${label}: ${reasonOf(error)}`, { cause: error });
      }
    }
    await delay(FIRST_WAIT_MS * 2 ** (attempt - 1));
  }
}

async function within<T>(label: string, working: Promise<T>): Promise<T> {
  const over = new AbortController();
  const { signal } = over;
  const say = async (): Promise<void> => {
    await delay(SAY_AFTER_MS, undefined, { signal });
    printLine(`tutti: waiting for ${label} since ${SAY_AFTER_MS / 1000} s`);
  };
  const giveUp = async (): Promise<never> => {
    await delay(GIVE_UP_AFTER_MS, undefined, { signal });
    throw new TuttiError("timed_out", `${label} did not answer within ${GIVE_UP_AFTER_MS / 1000} s`);
  };
  say().catch(() => undefined);
  try {
    return await Promise.race([working, giveUp()]);
  } finally {
    over.abort();
  }
}
