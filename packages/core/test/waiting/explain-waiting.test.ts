import { expect, test } from "vitest";
import { explainWaiting, mayWaitForOthers } from "../../src/waiting/explain-waiting.ts";
import type { Moments } from "../../src/waiting/moments.ts";
import type { WaitingFacts } from "../../src/wire/dashboard-work.ts";
import type { FlowRun } from "../../src/wire/flow-run.ts";
import type { State } from "../../src/wire/state.ts";

const now = Date.UTC(2026, 10, 22, 10);
const minutes = (at: number) => `${Math.abs(at - now) / 60_000} min`;
const moments: Moments = {
  now,
  relative: (at) => (at <= now ? `${minutes(at)} ago` : `in ${minutes(at)}`),
  ahead: (at) => `in ${minutes(at)}`,
  absolute: (at) => new Date(at).toISOString(),
  span: (length) => `${length / 1000} s`,
};

/** What an explanation looks at of a run. */
function flowRun(fields: Partial<FlowRun>): FlowRun {
  const none = {
    state: null,
    deployment_id: null,
    work_pool_name: null,
    next_scheduled_start_time: null,
    run_count: 0,
  };
  return { ...none, empirical_policy: {}, ...fields } as FlowRun;
}

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
    "It starts in 5 min, on 2026-11-22T10:05:00.000Z.",
  ],
  [
    { state_type: "SCHEDULED", state_name: "Late", state: due("2026-11-22T09:55:00Z"), work_pool_name: "zoompool" },
    "It is due since 2026-11-22T09:55:00.000Z, and nothing has taken it yet. A worker on the pool “zoompool” has to take it.",
  ],
  [
    { state_type: "SCHEDULED", state_name: "Late", state: due("2026-11-22T09:55:00Z"), deployment_id: "d" },
    "It is due since 2026-11-22T09:55:00.000Z, and nothing has taken it yet. The process that serves its deployment has to run: is it started?",
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
    "It waits for somebody to resume it. It fails when nobody does so in 60 min.",
  ],
  [
    { state_type: "PENDING", state_name: "Pending" },
    "It is about to start: its process has made it and not begun it yet.",
  ],
  [
    { state_type: "SCHEDULED", state_name: "Recovering" },
    "Its process was lost. It goes on from its last finished step. It has no deployment, so only the process that made it can start it.",
  ],
  [{ state_type: "CANCELLING" }, "It was asked to stop, and its process is winding up."],
  [{ state_type: "RUNNING", state_name: "Running" }, null],
  [{ state_type: "COMPLETED", state_name: "Completed" }, null],
] as const)("a run that is %o waits because: %s", (fields, reason) => {
  expect(explainWaiting(flowRun(fields), null, moments)?.words ?? null).toBe(reason);
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
  limits: [],
  events: [],
  retries: [],
  waits: [],
  subflows: [],
  is_pool_gone: false,
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
    limits: [],
    events: [],
    retries: [],
    waits: [],
    subflows: [],
    is_pool_gone: false,
  };
}

const late = flowRun({
  state_type: "SCHEDULED",
  state_name: "Late",
  state: due("2026-11-22T09:55:00Z"),
  work_pool_name: "zoompool",
  deployment_id: "d",
});
const DUE = "It is due since 2026-11-22T09:55:00.000Z, and nothing has taken it yet.";
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
  expect(explainWaiting(late, factsWith(changes), moments)).toStrictEqual({ words: `${DUE} ${reason}`, command });
});

test("what is due later is told what would hold it up", () => {
  const run = flowRun({ ...late, state_name: "Scheduled", state: due("2026-11-22T10:05:00Z") });
  const waiting = explainWaiting(run, factsWith({ work_pool: { is_paused: true } }), moments);
  expect(waiting?.words).toBe(
    "It starts in 5 min, on 2026-11-22T10:05:00.000Z. As things stand it will wait then: The pool “zoompool” is paused, so its runs are given to nobody.",
  );
  expect(explainWaiting(run, free, moments)?.words).toBe("It starts in 5 min, on 2026-11-22T10:05:00.000Z.");
});

test.each([
  [
    { state_name: "AwaitingConcurrencySlot" },
    "Its deployment runs as many at once as it may: it is tried again in 5 min.",
  ],
  [{ state_name: "AwaitingRetry" }, "The next attempt begins in 300 s."],
  [{ state_name: "Sleeping" }, "It sleeps and goes on in 5 min, on 2026-11-22T10:05:00.000Z."],
  [
    { state_name: "AwaitingEvent" },
    "It waits for an event, and goes on without it in 5 min, on 2026-11-22T10:05:00.000Z.",
  ],
])("%j says until when", (fields, words) => {
  const run = flowRun({ ...late, ...fields, state: due("2026-11-22T10:05:00Z") });
  expect(explainWaiting(run, free, moments)?.words).toBe(words);
});

test("a run whose pool was deleted is told that nobody takes it", () => {
  const run = flowRun({ state_type: "SCHEDULED", state_name: "Late", deployment_id: "d" });
  const gone = { ...free, work_pool: null, work_queue: null, is_pool_gone: true };
  expect(explainWaiting(run, gone, moments)?.words).toBe(
    "It is due, and nothing has taken it yet. The work pool that it waited in is gone, so no worker takes it: cancel it, and run it again once its deployment has a pool.",
  );
});

test("a run that waits for events names them, and says when it waits for ever", () => {
  const asked = { state_type: "SCHEDULED", state_name: "AwaitingEvent" } as const;
  const events = [
    { event: "order.paid", resource: "order.7" },
    { event: "day.over", resource: null },
  ];
  const run = flowRun({ ...asked, state: due("2126-10-29T09:00:00Z") });
  expect(explainWaiting(run, { ...free, events }, moments)?.words).toBe(
    "It waits for the event “order.paid” of “order.7” or “day.over”, however long it takes.",
  );
});

test("a run that waits for a person says what to type", () => {
  const run = flowRun({ id: "r", state_type: "PAUSED", state: state({ state_details: { run_input_keyset: {} } }) });
  expect(explainWaiting(run, null, moments)).toStrictEqual({
    words: "It waits for somebody to resume it. It asks for input.",
    command: "tutti flow-run resume r",
  });
});

test("a run that was taken says when", () => {
  const run = flowRun({ state_type: "PENDING", state: state({ type: "PENDING" }), work_pool_name: "zoompool" });
  expect(explainWaiting(run, null, moments)?.words).toBe(
    "A worker on “zoompool” took it 60 min ago; its process is starting. The worker’s own log says how.",
  );
});

test("a run that has begun waits for what its code asked for", () => {
  const run = flowRun({ state_type: "RUNNING" });
  const waits = [{ event: null, resource: null, until: "2026-11-22T10:05:00Z" }];
  expect(explainWaiting(run, { ...free, waits }, moments)).toStrictEqual({
    words: "It sleeps and goes on in 5 min, on 2026-11-22T10:05:00.000Z.",
    command: null,
  });
  expect(explainWaiting(run, free, moments)).toBeNull();
});

test("the next attempt of a run whose process makes it waits for nobody else", () => {
  const retried = flowRun({
    ...late,
    state_name: "AwaitingRetry",
    empirical_policy: { max_retries: 0, retry_delay_seconds: 0, retry_type: "in_process" },
  });
  const paused = factsWith({ work_pool: { is_paused: true } });
  expect(explainWaiting(retried, paused, moments)).toStrictEqual({
    words: "The next attempt is due now.",
    command: null,
  });
  const ahead = { ...retried, state: due("2026-11-22T10:00:12Z") };
  expect(explainWaiting(ahead, paused, moments)?.words).toBe("The next attempt begins in 12 s.");
});

test.each([
  ["SCHEDULED", true],
  ["RUNNING", true],
  ["PENDING", false],
  ["COMPLETED", false],
] as const)("whether what a run that is %s waits for is to be asked of the server: %s", (state_type, isAsked) => {
  expect(mayWaitForOthers(flowRun({ state_type }))).toBe(isAsked);
});
