import { expect, test } from "vitest";
import { explainRunning } from "../../src/waiting/explain-running.ts";
import type { Moments } from "../../src/waiting/moments.ts";
import type { WaitingFacts } from "../../src/wire/dashboard-work.ts";

const now = Date.UTC(2026, 10, 22, 10);
const minutes = (at: number) => `${Math.abs(at - now) / 60_000} min`;
const moments: Moments = {
  now,
  relative: (at) => `${minutes(at)} ago`,
  ahead: (at) => `in ${minutes(at)}`,
  absolute: (at) => new Date(at).toISOString(),
  span: (length) => `${length / 1000} s`,
};

const free: WaitingFacts = {
  deployment: null,
  work_pool: null,
  work_queue: null,
  limits: [],
  events: [],
  retries: [],
  waits: [],
  subflows: [],
  is_pool_gone: false,
};

test("a run that has begun waits for slots that its code asked for", () => {
  const limit = {
    id: "l",
    task_run_id: null,
    task_name: null,
    name: "printer",
    limit: 1,
    active_slots: 1,
    slots: 1,
    since: "2026-11-22T09:58:00Z",
  };
  const two = {
    ...limit,
    task_run_id: "t",
    task_name: "fit-0",
    name: "gpu",
    limit: 4,
    active_slots: 3,
    slots: 2,
    since: "",
  };
  expect(explainRunning({ ...free, limits: [limit, two] }, moments)).toBe(
    "It asked for a slot of the limit “printer” 2 min ago: 1 of 1 are taken. Its task “fit-0” asked for 2 slots of the limit “gpu”: 3 of 4 are taken.",
  );
  expect(explainRunning(free, moments)).toBeNull();
});

test("a run that has begun waits for its tasks' next attempts", () => {
  const retries = [
    { task_run_id: "t", task_name: "fit-0", at: "2026-11-22T10:00:12Z" },
    { task_run_id: "u", task_name: "fit-1", at: "2026-11-22T09:59:59Z" },
  ];
  expect(explainRunning({ ...free, retries }, moments)).toBe(
    "The next attempt of its task “fit-0” begins in 12 s. The next attempt of its task “fit-1” is due now.",
  );
});

test("a run that waits in its own process says so as one that has ended it, until it is over", () => {
  const wordsFor = (...waits: WaitingFacts["waits"]) => explainRunning({ ...free, waits }, moments);
  const sleeping = { event: null, resource: null, until: "2026-11-22T10:05:00Z" };
  const event = { event: "order.paid", resource: "order.7", until: null };
  expect(wordsFor(sleeping)).toBe("It sleeps and goes on in 5 min, on 2026-11-22T10:05:00.000Z.");
  expect(wordsFor(event)).toBe("It waits for the event “order.paid” of “order.7”, however long it takes.");
  expect(wordsFor(event, sleeping)).toBe(
    "It waits for the event “order.paid” of “order.7”, and goes on without it in 5 min, on 2026-11-22T10:05:00.000Z.",
  );
  expect(wordsFor({ ...sleeping, until: "2026-11-22T09:59:00Z" })).toBeNull();
  expect(wordsFor({ ...sleeping, until: "soon" })).toBeNull();
});

test("a run waits for its subflow runs that wait themselves", () => {
  const late = { flow_run_id: "a", name: "green-fox", state_name: "Late" };
  const paused = { flow_run_id: "b", name: "red-owl", state_name: "Paused" };
  expect(explainRunning({ ...free, subflows: [late] }, moments)).toBe("Its subflow run “green-fox” is Late.");
  expect(explainRunning({ ...free, subflows: [paused, late] }, moments)).toBe(
    "2 of its subflow runs wait; “red-owl” is Paused.",
  );
});
