import { delay } from "@tutti/client/delay";
import type { JobEnd, LaunchedJob } from "./launcher.ts";

const ASK_AGAIN_AFTER_MS = 1000;

/** A job of a service that tells how it does only when it is asked. */
export interface PolledJob {
  readonly identifier: string;
  readonly everyMs: number;
  /** Its end, or null while it goes on. Rejects while the service does not answer. */
  look(): Promise<JobEnd | null>;
  /** Asks the service to end it. May reject, and is called again. */
  stop(graceMs: number): Promise<void>;
  /** Told when the service no longer answers, and null when it answers again. */
  readonly onTrouble: (error: unknown) => void;
  /** What is left to do after its end. */
  readonly afterwards?: () => Promise<void>;
}

/**
 * Stays with such a job to its end. Looks are made at the same times for all jobs of one pace, so that a service which can
 * be asked for many at once may be.
 */
export function watchByPolling(job: PolledJob): LaunchedJob {
  const ending = new AbortController();
  const ended = toTheEnd(job, ending.signal).then(async (end) => {
    await job.afterwards?.().catch(job.onTrouble);
    return end;
  });
  return {
    identifier: job.identifier,
    isWarm: false,
    ended,
    end: async (graceMs) => {
      ending.abort();
      await stop(job, ended, graceMs);
    },
  };
}

async function toTheEnd(job: PolledJob, ending: AbortSignal): Promise<JobEnd> {
  let isInTrouble = false;
  for (;;) {
    try {
      const end = await job.look();
      if (isInTrouble) job.onTrouble(null);
      isInTrouble = false;
      if (end !== null) return end;
    } catch (error) {
      if (!isInTrouble) job.onTrouble(error);
      isInTrouble = true;
    }
    await nextLook(job.everyMs, ending);
  }
}

/** One that is to end is looked at more often. */
async function nextLook(everyMs: number, ending: AbortSignal): Promise<void> {
  const waitMs = everyMs - (performance.now() % everyMs);
  if (ending.aborted) return delay(Math.min(waitMs, ASK_AGAIN_AFTER_MS));
  await delay(waitMs, ending);
}

/** A service that is away is asked until the job is over. */
async function stop(job: PolledJob, ended: Promise<unknown>, graceMs: number): Promise<void> {
  const isOver = new AbortController();
  const seen = ended.finally(() => isOver.abort());
  while (!isOver.signal.aborted) {
    const isAsked = await job.stop(graceMs).then(
      () => true,
      () => false,
    );
    if (isAsked) break;
    await delay(ASK_AGAIN_AFTER_MS, isOver.signal);
  }
  await seen;
}
