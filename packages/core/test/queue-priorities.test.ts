import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { freePriority, placeQueue, type RankedQueue } from "../src/queue-priorities.ts";

const queues = (...priorities: number[]): RankedQueue[] =>
  priorities.map((priority, index) => ({ id: `q${index}`, priority }));

test.each([
  [[], 1],
  [[1, 2], 3],
  [[2, 3], 1],
  [[4, 1, 2], 3],
  [[1, 1], 2],
])("among %j the first free priority is %i", (taken, free) => {
  expect(freePriority(taken)).toBe(free);
});

describe("a queue that is placed", () => {
  test.each([
    ["takes a free priority and moves nobody", queues(1, 2), 5, { new: 5 }],
    ["moves down who has its priority", queues(1, 2), 1, { new: 1, q0: 2, q1: 3 }],
    ["moves only as many as must make room", queues(1, 2, 5), 2, { new: 2, q1: 3 }],
    ["goes into a gap", queues(1, 3), 2, { new: 2 }],
  ])("%s", (_what, others, priority, changed) => {
    const changes = placeQueue(others, { id: "new", priority });
    expect(Object.fromEntries(changes.map((queue) => [queue.id, queue.priority]))).toEqual(changed);
  });

  test("that was there moves from where it was", () => {
    expect(placeQueue(queues(1, 2, 3), { id: "q2", priority: 1 })).toEqual([
      { id: "q2", priority: 1 },
      { id: "q0", priority: 2 },
      { id: "q1", priority: 3 },
    ]);
    expect(placeQueue(queues(1, 2, 3), { id: "q0", priority: 9 })).toEqual([{ id: "q0", priority: 9 }]);
  });

  test("leaves priorities unique, the others in order, and has what it asked for", () => {
    const priorities = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 8 });
    fc.assert(
      fc.property(priorities, fc.integer({ min: 1, max: 14 }), (taken, wish) => {
        const before = queues(...taken);
        const changed = new Map(
          placeQueue(before, { id: "new", priority: wish }).map(({ id, priority }) => [id, priority]),
        );
        const after = before.map(({ id, priority }) => ({ id, priority: changed.get(id) ?? priority }));
        const order = (list: readonly RankedQueue[]) =>
          list.toSorted((a, b) => a.priority - b.priority).map(({ id }) => id);
        expect(changed.get("new")).toBe(wish);
        expect(new Set([wish, ...after.map(({ priority }) => priority)]).size).toBe(after.length + 1);
        expect(order(after)).toEqual(order(before));
      }),
    );
  });
});
