/** A queue of a pool; 1 is served first. */
export interface RankedQueue {
  readonly id: string;
  readonly priority: number;
}

/** The highest priority that no queue of the pool has. */
export function freePriority(taken: readonly number[]): number {
  const isTaken = new Set(taken);
  let priority = 1;
  while (isTaken.has(priority)) priority += 1;
  return priority;
}

/**
 * Gives one queue of a pool the priority it is to have. Who has that priority now moves down by as little as keeps the
 * order, and priorities unique. Answers the queues whose priority changes, the wished one among them when it does.
 */
export function placeQueue(queues: readonly RankedQueue[], wished: RankedQueue): RankedQueue[] {
  const others = queues.filter((queue) => queue.id !== wished.id).toSorted((a, b) => a.priority - b.priority);
  const at = others.findIndex((queue) => queue.priority >= wished.priority);
  const ordered = at === -1 ? [...others, wished] : others.toSpliced(at, 0, wished);
  const before = new Map(queues.map((queue) => [queue.id, queue.priority]));
  return ranked(ordered).filter((queue) => before.get(queue.id) !== queue.priority);
}

function ranked(ordered: readonly RankedQueue[]): RankedQueue[] {
  let last = 0;
  return ordered.map(({ id, priority }) => {
    last = Math.max(priority, last + 1);
    return { id, priority: last };
  });
}
