import { parseTime } from "../parse-time.ts";
import type { WaitingFacts } from "../wire/dashboard-work.ts";
import type { Moments } from "./moments.ts";

export interface Obstacles {
  /** What stands in the way of a run that is due, in whole sentences; empty when nothing does. */
  readonly reasons: readonly string[];
  /** What to type against it. */
  readonly command: string | null;
}

/** What keeps a due run from being taken, from the deployment to the worker. */
export function obstaclesOf({ deployment, work_pool, work_queue }: WaitingFacts, moments: Moments): Obstacles {
  const worker = work_pool === null ? null : workerObstacle(work_pool, moments);
  const reasons = [
    deployment === null ? null : limitObstacle(`Its deployment “${deployment.name}”`, deployment),
    work_pool === null ? null : pausedObstacle(`The pool “${work_pool.name}”`, work_pool),
    work_queue === null ? null : pausedObstacle(`The queue “${work_queue.name}”`, work_queue),
    work_pool === null ? null : limitObstacle(`The pool “${work_pool.name}”`, work_pool),
    work_queue === null ? null : limitObstacle(`The queue “${work_queue.name}”`, work_queue),
    worker,
  ];
  return {
    reasons: reasons.filter((reason) => reason !== null),
    command: worker === null || work_pool === null ? null : `tutti worker start --pool ${work_pool.name}`,
  };
}

function pausedObstacle(what: string, { is_paused }: { is_paused: boolean }): string | null {
  return is_paused ? `${what} is paused, so its runs are given to nobody.` : null;
}

interface Use {
  concurrency_limit: number | null;
  active_slots: number | null;
}

function limitObstacle(what: string, { concurrency_limit: limit, active_slots: active }: Use): string | null {
  if (limit === null || (active ?? 0) < limit) return null;
  if (limit === 0) return `${what} may have no run under way: its limit is 0.`;
  return `${what} has ${active} of ${limit} runs under way: it starts when one of them ends.`;
}

type Pool = NonNullable<WaitingFacts["work_pool"]>;

function workerObstacle({ name, workers_online, last_heartbeat_time }: Pool, moments: Moments): string | null {
  if (workers_online > 0) return null;
  const heard = parseTime(last_heartbeat_time);
  if (heard === null) return `No worker was ever started for the pool “${name}”.`;
  return `No worker on the pool “${name}” is online: the last was heard of ${moments.relative(heard)}.`;
}
