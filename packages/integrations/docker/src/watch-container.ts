import { delay } from "@tutti/client/delay";
import type { Job, JobEnd, LaunchedJob } from "@tutti/worker/launcher";
import type { KeptJob } from "@tutti/worker/process/kept-job";
import type { Container } from "dockerode";
import { containerEnd } from "./container-end.ts";
import { followContainer } from "./container-log.ts";
import { isStatus } from "./docker-error.ts";
import type { RecordedJob } from "./job-record.ts";
import { ReadMark } from "@tutti/worker/process/read-mark";

const AGAIN_AFTER_MS = 500;

export interface WatchedContainer {
  readonly container: Container;
  readonly job: RecordedJob;
  readonly record: KeptJob<RecordedJob>;
  /** How the daemon is named in what finds the container again. */
  readonly daemon: string;
  readonly waitSeconds: number | null;
}

/** Stays with a container that was started, here or by another worker. */
export function watchContainer(
  { container, job, record, daemon, waitSeconds }: WatchedContainer,
  told: Pick<Job, "onLine" | "onNews">,
): LaunchedJob {
  const givenUp = new AbortController();
  const timer = waitSeconds === null ? undefined : setTimeout(() => givenUp.abort(), waitSeconds * 1000);
  const over = containerEnd(container, givenUp.signal).finally(() => clearTimeout(timer));
  const ended = toTheEnd(container, over, record, told).then(async (end) => {
    if (job.isRemoved && !givenUp.signal.aborted) await remove(container);
    await record.remove();
    return end;
  });
  return {
    identifier: `${daemon}:${container.id}`,
    isWarm: false,
    ended,
    end: (graceMs) => stop(container, over, graceMs),
  };
}

async function toTheEnd(
  container: Container,
  over: Promise<JobEnd>,
  record: KeptJob<RecordedJob>,
  { onLine, onNews }: Pick<Job, "onLine" | "onNews">,
): Promise<JobEnd> {
  const mark = new ReadMark(record);
  const log = followContainer(container, await hasTerminal(container), {
    since: await record.readUntil(),
    onLine: ({ at, line }) => {
      onLine(line);
      mark.move(at);
    },
    onTrouble: (reason) => onNews(`What the container prints cannot be read: ${reason}`),
  });
  const end = await over;
  await log.close();
  await mark.close();
  return end;
}

async function hasTerminal(container: Container): Promise<boolean> {
  return container.inspect().then(
    ({ Config }) => Config.Tty,
    () => false,
  );
}

/** Asks it to end, and makes it after the grace; a daemon that is away is asked until it is over. */
async function stop(container: Container, over: Promise<unknown>, graceMs: number): Promise<void> {
  const isOver = new AbortController();
  const seen = over.finally(() => isOver.abort());
  while (!isOver.signal.aborted) {
    await container.stop({ t: Math.max(1, Math.round(graceMs / 1000)) }).catch(() => undefined);
    await delay(AGAIN_AFTER_MS, isOver.signal);
  }
  await seen;
}

/** A container that was not started is nothing, either. */
export async function remove(container: Container): Promise<void> {
  try {
    await container.remove({ force: true, v: true });
  } catch (error) {
    if (!isStatus(error, 404, 409)) throw error;
  }
}
