import { setTimeout as passed } from "node:timers/promises";
import type { Job, JobEnd, LaunchedJob } from "@tutti/worker/launcher";
import type { CloudRun } from "./cloud-run.ts";
import { executionEnd, executionNews } from "./execution-end.ts";
import { messageOf } from "./google-failure.ts";

const FIRST_LOOK_MS = 300;
const LOOKS_AT_MOST_MS = 5000;
/** How long Cloud Run may take to end an execution beyond the grace, before its job is removed. */
const PATIENCE_MS = 15_000;

export interface WatchedExecution {
  readonly cloudRun: CloudRun;
  /** Full names. */
  readonly job: string;
  readonly execution: string;
  readonly isKept: boolean;
  /** What another worker would find it by. */
  readonly record: { remove(): Promise<void> };
}

// E1: Cloud Run has no watch: it is asked, soon at first, then every few seconds. What cannot be asked is asked again: the
//     run's own process tells how it fares.
// E2: a job is there for one run, and is removed when that is over, unless it is kept.

/** Stays with an execution to its end. */
export class ExecutionWatcher implements LaunchedJob {
  readonly identifier: string;
  readonly isWarm = false;
  readonly ended: Promise<JobEnd>;
  readonly #watched: WatchedExecution;
  readonly #told: Pick<Job, "onNews">;
  readonly #forced = Promise.withResolvers<JobEnd>();
  readonly #ending = new AbortController();
  #over = false;

  constructor(watched: WatchedExecution, told: Pick<Job, "onNews">) {
    this.#watched = watched;
    this.#told = told;
    this.identifier = watched.job.split("/").at(-1) ?? watched.job;
    this.ended = this.#follow();
  }

  async end(graceMs: number): Promise<void> {
    const { cloudRun, job, execution } = this.#watched;
    await cloudRun.cancel(execution).catch(() => undefined);
    this.#ending.abort();
    const force = setTimeout(() => {
      this.#forced.resolve(endOf("Cloud Run did not end the execution in time; its job was removed."));
      void cloudRun.remove(job).catch(() => undefined);
    }, graceMs + PATIENCE_MS);
    await this.ended;
    clearTimeout(force);
  }

  async #follow(): Promise<JobEnd> {
    const end = await Promise.race([this.#looked(), this.#forced.promise]);
    this.#over = true;
    if (!this.#watched.isKept) await this.#remove();
    await this.#watched.record.remove();
    return end;
  }

  async #looked(): Promise<JobEnd> {
    let told: string | null = null;
    for (let waitMs = FIRST_LOOK_MS; ; waitMs = Math.min(waitMs * 1.5, LOOKS_AT_MOST_MS)) {
      await this.#untilNextLook(waitMs);
      const { end, news } = await this.#look();
      if (end !== null || this.#over) return end ?? endOf(null);
      if (news !== null && news !== told) this.#told.onNews(news);
      told = news;
    }
  }

  /** An end that was asked for is looked for at once, and then often. */
  async #untilNextLook(waitMs: number): Promise<void> {
    const { signal } = this.#ending;
    if (signal.aborted) await passed(FIRST_LOOK_MS);
    else await passed(waitMs, null, { signal }).catch(() => undefined);
  }

  async #look(): Promise<{ readonly end: JobEnd | null; readonly news: string | null }> {
    try {
      const execution = await this.#watched.cloudRun.execution(this.#watched.execution);
      if (execution === null) return { end: endOf("The execution is not in Cloud Run any more."), news: null };
      return { end: executionEnd(execution), news: executionNews(execution) };
    } catch (error) {
      return { end: null, news: `Cloud Run cannot be asked (${messageOf(error)}); it is tried again` };
    }
  }

  async #remove(): Promise<void> {
    const { cloudRun, job } = this.#watched;
    await cloudRun
      .remove(job)
      .catch((error: unknown) =>
        this.#told.onNews(`The job ${this.identifier} stays in Cloud Run: ${messageOf(error)}`),
      );
  }
}

function endOf(reason: string | null): JobEnd {
  return { code: null, signal: null, reason, isReported: false };
}
