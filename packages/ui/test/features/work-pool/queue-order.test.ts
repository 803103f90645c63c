import type { QueuePlan } from "@tutti/core/wire/queue-plan";
import { expect, test } from "vitest";
import { holdBack, moved, newPriorities, servedRuns } from "../../../src/features/work-pool/queue-order.ts";

function queue(
  name: string,
  priority: number,
  due: number,
  changes: Partial<QueuePlan[number]> = {},
): QueuePlan[number] {
  return {
    id: name,
    name,
    priority,
    is_paused: false,
    concurrency_limit: null,
    active_slots: 0,
    due,
    next: Array.from({ length: due }, (_, n) => ({
      id: `${name}${n}`,
      name: `${name}-${n}`,
      flow_name: "etl",
      at: "",
    })),
    ...changes,
  };
}

const plan = [
  queue("a", 1, 2),
  queue("b", 2, 3, { concurrency_limit: 3, active_slots: 2 }),
  queue("c", 3, 1, { is_paused: true }),
  queue("d", 4, 1, { concurrency_limit: 1, active_slots: 1 }),
];

test("the first queue's runs are taken first, as limits allow; of paused and full queues none", () => {
  expect(servedRuns(plan, 10).map(({ id, place }) => `${place} ${id}`)).toEqual(["1 a0", "2 a1", "3 b0"]);
  expect(servedRuns(moved(plan, 1, 0), 2).map(({ id, queue: of }) => `${of} ${id}`)).toEqual(["b b0", "a a0"]);
  expect(plan.map(holdBack)).toEqual([null, null, "paused", "full, 1 of 1"]);
});

test.each([
  [0, 2, ["b", "c", "a", "d"]],
  [3, 0, ["d", "a", "b", "c"]],
  [0, -1, ["a", "b", "c", "d"]],
  [3, 4, ["a", "b", "c", "d"]],
  [9, 0, ["a", "b", "c", "d"]],
])("from place %i to %i", (from, to, names) => {
  expect(moved(["a", "b", "c", "d"], from, to)).toEqual(names);
});

test("priorities are the places; those that have theirs are left", () => {
  expect(newPriorities(plan)).toEqual([]);
  expect(newPriorities(moved(plan, 2, 0))).toEqual([
    { name: "c", priority: 1 },
    { name: "a", priority: 2 },
    { name: "b", priority: 3 },
  ]);
});
