import type { WaitingFacts } from "@tutti/core/wire/dashboard-work";
import type { State } from "@tutti/core/wire/state";
import { expect, test, vi } from "vitest";
import { flowRun } from "../../timeline-data.ts";

vi.hoisted(() => {
  process.env["TZ"] = "UTC";
});
const { explainWaiting } = await import("../../../src/features/run/waiting.ts");

const now = Date.UTC(2026, 10, 22, 10);

function state(fields: Partial<State>): State {
  return {
    id: "s",
    type: "SCHEDULED",
    name: "Scheduled",
    timestamp: "2026-11-22T09:00:00Z",
    message: null,
    data: null,
    state_details: {},
    ...fields,
  };
}
const due = (at: string) => state({ state_details: { scheduled_time: at } });

test.each([
  [
    { state_type: "SCHEDULED", state_name: "Scheduled", state: due("2026-11-22T10:05:00Z") },
    "It starts in 5 min, on 22 Nov 2026, 10:05:00 UTC.",
  ],
  [
    { state_type: "SCHEDULED", state_name: "Late", state: due("2026-11-22T09:55:00Z"), work_pool_name: "zoompool" },
    "It is due since 22 Nov 2026, 09:55:00 UTC, and nothing has taken it yet. A worker on the pool “zoompool” has to take it.",
  ],
  [
    { state_type: "SCHEDULED", state_name: "Late", state: due("2026-11-22T09:55:00Z"), deployment_id: "d" },
    "It is due since 22 Nov 2026, 09:55:00 UTC, and nothing has taken it yet. The process that serves its deployment has to run: is it started?",
  ],
  [
    {
      state_type: "SCHEDULED",
      state_name: "AwaitingRetry",
      state: due("2026-11-22T10:00:12Z"),
      run_count: 1,
      empirical_policy: { max_retries: 0, retry_delay_seconds: 0, retries: 3 },
    },
    "Attempt 2 of 4 begins in 12 s.",
  ],
  [
    {
      state_type: "PAUSED",
      state_name: "Paused",
      state: state({ state_details: { pause_timeout: "2026-11-22T11:00:00Z" } }),
    },
    "It waits for somebody to resume it. It fails when nobody does so in 1 h.",
  ],
  [
    { state_type: "PENDING", state_name: "Pending" },
    "It is about to start: its process has made it and not begun it yet.",
  ],
  [{ state_type: "RUNNING", state_name: "Running" }, null],
  [{ state_type: "COMPLETED", state_name: "Completed" }, null],
] as const)("a run that is %o waits because: %s", (fields, reason) => {
  expect(explainWaiting(flowRun(fields), null, now)?.words ?? null).toBe(reason);
});

const free: WaitingFacts = {
  deployment: { id: "d", name: "daily", paused: false, concurrency_limit: null, active_slots: null },
  work_pool: {
    name: "zoompool",
    type: "process",
    is_paused: false,
    concurrency_limit: 2,
    active_slots: 1,
    workers_online: 1,
    last_heartbeat_time: "2026-11-22T09:59:00Z",
  },
  work_queue: { name: "default", is_paused: false, concurrency_limit: null, active_slots: null, last_polled: null },
};

interface Changes {
  deployment?: Partial<NonNullable<WaitingFacts["deployment"]>>;
  work_pool?: Partial<NonNullable<WaitingFacts["work_pool"]>>;
  work_queue?: Partial<NonNullable<WaitingFacts["work_queue"]>>;
}

function factsWith({ deployment, work_pool, work_queue }: Changes): WaitingFacts {
  return {
    deployment: free.deployment && { ...free.deployment, ...deployment },
    work_pool: free.work_pool && { ...free.work_pool, ...work_pool },
    work_queue: free.work_queue && { ...free.work_queue, ...work_queue },
  };
}

const late = flowRun({
  state_type: "SCHEDULED",
  state_name: "Late",
  state: due("2026-11-22T09:55:00Z"),
  work_pool_name: "zoompool",
  deployment_id: "d",
});
const DUE = "It is due since 22 Nov 2026, 09:55:00 UTC, and nothing has taken it yet.";
const START = "tutti worker start --pool zoompool";

test.each<[Changes, string, string | null]>([
  [{}, "A worker on the pool “zoompool” is online and takes it as soon as it asks for work.", null],
  [
    { work_pool: { workers_online: 0, last_heartbeat_time: null } },
    "No worker was ever started for the pool “zoompool”.",
    START,
  ],
  [
    { work_pool: { workers_online: 0 } },
    "No worker on the pool “zoompool” is online: the last was heard of 1 min ago.",
    START,
  ],
  [{ work_pool: { is_paused: true } }, "The pool “zoompool” is paused, so its runs are given to nobody.", null],
  [{ work_queue: { is_paused: true } }, "The queue “default” is paused, so its runs are given to nobody.", null],
  [
    { work_pool: { active_slots: 2 } },
    "The pool “zoompool” has 2 of 2 runs under way: it starts when one of them ends.",
    null,
  ],
  [
    { work_queue: { concurrency_limit: 0, active_slots: 0 } },
    "The queue “default” may have no run under way: its limit is 0.",
    null,
  ],
  [
    { deployment: { concurrency_limit: 1, active_slots: 1 }, work_pool: { is_paused: true } },
    "Its deployment “daily” has 1 of 1 runs under way: it starts when one of them ends. The pool “zoompool” is paused, so its runs are given to nobody.",
    null,
  ],
])("a due run waits, with %j: %s", (changes, reason, command) => {
  expect(explainWaiting(late, factsWith(changes), now)).toStrictEqual({ words: `${DUE} ${reason}`, command });
});

test("what is due later is told what would hold it up", () => {
  const run = flowRun({ ...late, state_name: "Scheduled", state: due("2026-11-22T10:05:00Z") });
  const waiting = explainWaiting(run, factsWith({ work_pool: { is_paused: true } }), now);
  expect(waiting?.words).toBe(
    "It starts in 5 min, on 22 Nov 2026, 10:05:00 UTC. As things stand it will wait then: The pool “zoompool” is paused, so its runs are given to nobody.",
  );
  expect(explainWaiting(run, free, now)?.words).toBe("It starts in 5 min, on 22 Nov 2026, 10:05:00 UTC.");
});

test.each([
  [
    { state_name: "AwaitingConcurrencySlot" },
    "Its deployment runs as many at once as it may: it is tried again in 5 min.",
  ],
  [{ state_name: "AwaitingRetry" }, "The next attempt begins in 5 m 00 s."],
])("%j says until when", (fields, words) => {
  const run = flowRun({ ...late, ...fields, state: due("2026-11-22T10:05:00Z") });
  expect(explainWaiting(run, free, now)?.words).toBe(words);
});

test("a run that was taken says when", () => {
  const run = flowRun({ state_type: "PENDING", state: state({ type: "PENDING" }), work_pool_name: "zoompool" });
  expect(explainWaiting(run, null, now)?.words).toBe(
    "A worker on “zoompool” took it 1 h ago; its process is starting. The worker’s own log says how.",
  );
});
