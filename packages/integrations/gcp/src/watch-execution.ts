import { reasonOf } from "@tutti/client/response-error";
import type { Job, JobEnd, LaunchedJob } from "@tutti/worker/launcher";
import { watchByPolling } from "@tutti/worker/polled-job";
import type { CloudRun } from "./cloud-run.ts";
import { executionEnd, executionNews } from "./execution-end.ts";

const LOOKS_MS = { soon: 500, later: 5000 };
const SOON_FOR_MS = 15_000;
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

// E1: a job is there for one run, and is removed when that is over, unless it is kept.

/** Stays with an execution to its end, by looking at it again and again: Cloud Run tells nothing by itself. */
export function watchExecution(watched: WatchedExecution, { onNews }: Pick<Job, "onNews">): LaunchedJob {
  const { cloudRun, job, execution, isKept, record } = watched;
  const startedAt = performance.now();
  let told: string | null = null;
  let force: NodeJS.Timeout | null = null;
  return watchByPolling({
    identifier: job.split("/").at(-1) ?? job,
    get everyMs() {
      return performance.now() - startedAt < SOON_FOR_MS ? LOOKS_MS.soon : LOOKS_MS.later;
    },
    look: async () => {
      const seen = await cloudRun.execution(execution);
      if (seen === null) return gone;
      const news = executionNews(seen);
      if (news !== null && news !== told) onNews(news);
      told = news;
      return executionEnd(seen);
    },
    stop: async (graceMs) => {
      force ??= setTimeout(() => void cloudRun.remove(job).catch(() => undefined), graceMs + PATIENCE_MS);
      await cloudRun.cancel(execution);
    },
    afterwards: async () => {
      if (force !== null) clearTimeout(force);
      await record.remove();
      if (!isKept) await cloudRun.remove(job);
    },
    onTrouble: (error) =>
      onNews(
        error === null
          ? "Cloud Run answers again."
          : `Cloud Run cannot be asked about ${execution} (${reasonOf(error)}); it is tried again`,
      ),
  });
}

const gone: JobEnd = {
  code: null,
  signal: null,
  reason: "The execution is not in Cloud Run any more.",
  isReported: false,
};
