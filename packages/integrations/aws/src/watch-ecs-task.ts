import type { Job, JobEnd, LaunchedJob } from "@tutti/worker/launcher";
import { watchByPolling } from "@tutti/worker/polled-job";
import type { KeptJob } from "@tutti/worker/process/kept-job";
import { ReadMark } from "@tutti/worker/process/read-mark";
import type { EcsAccount } from "./ecs-account.ts";
import type { RecordedTask, StartedTask } from "./ecs-job-record.ts";
import { isStarting, taskEnd } from "./ecs-task-end.ts";
import { TaskLog } from "./task-log.ts";

/** ECS may not know a task yet that it has just taken. */
const LOOKS_FOR_A_MISSING = 3;

export interface WatchedTask extends StartedTask {
  readonly account: EcsAccount;
  /** How far another worker told that; null: not at all. */
  readonly toldUntil: string | null;
  /** How long it may take to start; null: as long as it takes. */
  readonly startSeconds: number | null;
  readonly pollSeconds: number;
  readonly record: KeptJob<RecordedTask>;
}

/** Stays with a task that was started, here or by another worker. */
export function watchTask(watched: WatchedTask, told: Pick<Job, "onLine" | "onNews">): LaunchedJob {
  const { account, cluster, task, record, definition, deregisters } = watched;
  const mark = new ReadMark(record);
  const looks = new TaskLooks(watched, logOf(watched, mark, told));
  return watchByPolling({
    identifier: `${cluster}::${task}`,
    everyMs: watched.pollSeconds * 1000,
    look: () => looks.look(),
    stop: () => account.stop(cluster, task),
    onTrouble: (error) => told.onNews(troubleText(error)),
    afterwards: async () => {
      await mark.close();
      await record.remove();
      if (deregisters) await account.deregister(definition);
    },
  });
}

function logOf(
  { account, log, toldUntil }: WatchedTask,
  mark: ReadMark,
  { onLine, onNews }: Pick<Job, "onLine" | "onNews">,
): TaskLog | null {
  if (log === null) return null;
  return new TaskLog({
    read: (from) => account.logs.read(log, from),
    toldUntil,
    onLine,
    onTold: (until) => mark.move(until),
    onTrouble: (reason) => onNews(`What the task prints cannot be read: ${reason}`),
  });
}

class TaskLooks {
  readonly #watched: WatchedTask;
  readonly #log: TaskLog | null;
  readonly #sinceMs = performance.now();
  #missing = 0;
  #isOverdue = false;

  constructor(watched: WatchedTask, log: TaskLog | null) {
    this.#watched = watched;
    this.#log = log;
  }

  async look(): Promise<JobEnd | null> {
    const { account, cluster, task, container, startSeconds, pollSeconds } = this.#watched;
    const found = await account.look(cluster, task);
    if (found === null) return this.#missingEnd();
    this.#missing = 0;
    if (isStarting(found) && !this.#isOverdue && this.#hasWaited(startSeconds)) {
      await account.stop(cluster, task);
      this.#isOverdue = true;
    }
    const end = taskEnd(found, container);
    if (end !== null) await this.#log?.finish(pollSeconds * 1000);
    else if (!isStarting(found)) await this.#log?.look();
    if (end === null || !this.#isOverdue || end.code !== null) return end;
    return { ...end, reason: `The task did not start within ${startSeconds} s.` };
  }

  #hasWaited(seconds: number | null): boolean {
    return seconds !== null && performance.now() - this.#sinceMs > seconds * 1000;
  }

  #missingEnd(): JobEnd | null {
    if (++this.#missing < LOOKS_FOR_A_MISSING) return null;
    return { code: null, signal: null, reason: "ECS does not know the task any more.", isReported: false };
  }
}

function troubleText(error: unknown): string {
  if (error === null) return "ECS answers again.";
  return `ECS cannot be asked for the task: ${error instanceof Error ? error.message : "it said nothing"}; it is tried again`;
}
