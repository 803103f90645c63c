import type { Instant } from "./instant.ts";

/** Something that held a slot for a time. */
export interface Hold {
  readonly from: Instant;
  /** Null: it holds it still. */
  readonly until: Instant | null;
}

/** How many slots were held in one part of a time. */
export interface OccupancyPart {
  readonly from: Instant;
  /** Over the part, a fraction where slots were held for some of it. */
  readonly mean: number;
  /** At once, at most. */
  readonly most: number;
}

interface Window {
  readonly since: Instant;
  readonly until: Instant;
  readonly parts: number;
}

/** How many of these held slots at once, in equal parts of a time. What begins in the moment another ends comes after it. */
export function slotOccupancy(holds: readonly Hold[], { since, until, parts }: Window): OccupancyPart[] {
  const width = (until - since) / parts;
  const changes = holds
    .map((hold) => ({ from: Math.max(hold.from, since), to: Math.min(hold.until ?? until, until) }))
    .filter(({ from, to }) => from < to)
    .flatMap(({ from, to }) => [
      { at: from, by: 1 },
      { at: to, by: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.by - b.by);
  let held = 0;
  let next = 0;
  return Array.from({ length: parts }, (_, part) => {
    const from = since + part * width;
    const end = since + (part + 1) * width;
    // What ends where the part begins is not in it.
    for (let change = changes[next]; change !== undefined && change.at <= from; change = changes[next]) {
      held += change.by;
      next += 1;
    }
    let at = from;
    let area = 0;
    let most = held;
    for (let change = changes[next]; change !== undefined && change.at < end; change = changes[next]) {
      area += held * (change.at - at);
      at = change.at;
      held += change.by;
      most = Math.max(most, held);
      next += 1;
    }
    area += held * (end - at);
    return { from: Math.round(from) as Instant, mean: area / width, most };
  });
}
