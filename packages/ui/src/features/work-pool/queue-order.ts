import type { QueuePlan } from "@tutti/core/wire/queue-plan";

type PlannedQueue = QueuePlan[number];

/** A run that is due, and its place among those that workers would take next. */
export interface ServedRun {
  readonly id: string;
  readonly name: string;
  readonly flowName: string;
  readonly queue: string;
  readonly place: number;
}

/** Why nothing of a queue is given out, in words; null when its runs are. */
export function holdBack({ is_paused, concurrency_limit: limit, active_slots: active }: PlannedQueue): string | null {
  if (is_paused) return "paused";
  return limit !== null && active >= limit ? `full, ${active} of ${limit}` : null;
}

/** What would be taken next if the queues were served in this order: the first queue's runs first, as its limit allows. */
export function servedRuns(queues: readonly PlannedQueue[], shown: number): ServedRun[] {
  return queues
    .flatMap((queue) =>
      offered(queue).map((run) => ({ id: run.id, name: run.name, flowName: run.flow_name, queue: queue.name })),
    )
    .slice(0, shown)
    .map((run, index) => ({ ...run, place: index + 1 }));
}

function offered(queue: PlannedQueue): PlannedQueue["next"] {
  if (holdBack(queue) !== null) return [];
  const { concurrency_limit: limit, active_slots: active, next } = queue;
  return limit === null ? next : next.slice(0, limit - active);
}

/** The list with one of its members at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const member = list[from];
  if (member === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(from, 1).toSpliced(to, 0, member);
}

/** The queues whose priority another order changes, with what it becomes: by their place, from 1 on. */
export function newPriorities(queues: readonly PlannedQueue[]): { name: string; priority: number }[] {
  return queues.flatMap(({ name, priority }, index) => (priority === index + 1 ? [] : [{ name, priority: index + 1 }]));
}
