import { reasonOf } from "@tutti/client/response-error";
import type { Job, JobEnd, LaunchedJob } from "@tutti/worker/launcher";
import { watchByPolling } from "@tutti/worker/polled-job";
import type { KeptJob } from "@tutti/worker/process/kept-job";
import { ReadMark } from "@tutti/worker/process/read-mark";
import type { CloudRun } from "./cloud-run.ts";
import { executionEnd, executionNews, type ExecutionView } from "./execution-end.ts";
import type { ExecutionLogs, Following } from "./execution-logs.ts";
import type { KeptExecution } from "./kept-execution.ts";

const LOOKS_MS = { soon: 500, later: 5000 };
const SOON_FOR_MS = 15_000;
/** How long Cloud Run may take to end an execution beyond the grace, before its job is removed. */
const PATIENCE_MS = 15_000;

export interface WatchedExecution {
  readonly cloudRun: CloudRun;
  /** Where what it prints is read; null: nowhere. */
  readonly logs: ExecutionLogs | null;
  /** How far another worker told that; null: not at all. */
  readonly toldUntil: string | null;
  /** Full names. */
  readonly job: string;
  readonly execution: string;
  readonly isKept: boolean;
  /** What another worker would find it by. */
  readonly record: KeptJob<KeptExecution>;
}

// E1: a job is there for one run, and is removed when that is over, unless it is kept.

/** Stays with an execution to its end, by looking at it again and again: Cloud Run tells nothing by itself. */
export function watchExecution(watched: WatchedExecution, told: Pick<Job, "onLine" | "onNews">): LaunchedJob {
  const { cloudRun, job, execution, isKept, record } = watched;
  const eye = new ExecutionEye(watched, told);
  const startedAt = performance.now();
  let force: NodeJS.Timeout | null = null;
  return watchByPolling({
    identifier: job.split("/").at(-1) ?? job,
    get everyMs() {
      return performance.now() - startedAt < SOON_FOR_MS ? LOOKS_MS.soon : LOOKS_MS.later;
    },
    look: () => eye.look(),
    stop: async (graceMs) => {
      force ??= setTimeout(() => void cloudRun.remove(job).catch(() => undefined), graceMs + PATIENCE_MS);
      await cloudRun.cancel(execution);
    },
    afterwards: async () => {
      if (force !== null) clearTimeout(force);
      await eye.close();
      await record.remove();
      if (!isKept) await cloudRun.remove(job);
    },
    onTrouble: (error) =>
      told.onNews(
        error === null
          ? "Cloud Run answers again."
          : `Cloud Run cannot be asked about ${execution} (${reasonOf(error)}); it is tried again`,
      ),
  });
}

/** What is known of an execution from one look to the next. */
class ExecutionEye {
  readonly #watched: WatchedExecution;
  readonly #told: Pick<Job, "onLine" | "onNews">;
  readonly #mark: ReadMark;
  #following: Following | null = null;
  #news: string | null = null;

  constructor(watched: WatchedExecution, told: Pick<Job, "onLine" | "onNews">) {
    this.#watched = watched;
    this.#told = told;
    this.#mark = new ReadMark(watched.record);
  }

  async look(): Promise<JobEnd | null> {
    const seen = await this.#watched.cloudRun.execution(this.#watched.execution);
    if (seen !== null) this.#following ??= this.#follow(seen);
    const end = seen === null ? gone : executionEnd(seen);
    if (end !== null) await this.#following?.finish();
    else if (seen !== null) this.#tellNews(executionNews(seen));
    return end;
  }

  close(): Promise<void> {
    return this.#mark.close();
  }

  #tellNews(news: string | null): void {
    if (news !== null && news !== this.#news) this.#told.onNews(news);
    this.#news = news;
  }

  #follow({ createTime: since }: ExecutionView): Following | null {
    const { logs, execution, toldUntil } = this.#watched;
    const { onLine, onNews } = this.#told;
    if (logs === null) return null;
    return logs.follow({
      execution,
      since,
      toldUntil,
      onLine,
      onTold: (at) => this.#mark.move(at),
      onTrouble: (reason) => onNews(`What the container prints cannot be read: ${reason}`),
    });
  }
}

const gone: JobEnd = {
  code: null,
  signal: null,
  reason: "The execution is not in Cloud Run any more.",
  isReported: false,
};
