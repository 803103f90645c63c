import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { artifactCreate, artifactUpdate, latestArtifactsFilterBody } from "../../src/wire/artifact.ts";
import { flowsPageBody, runLogsBody, runsPageBody } from "../../src/wire/dashboard.ts";
import { flowRunInputBody, flowRunInputFilterBody } from "../../src/wire/flow-run-input.ts";
import { flowRunCreate, flowRunUpdate } from "../../src/wire/flow-run.ts";
import { flowCreate, flowUpdate } from "../../src/wire/flow.ts";
import { flowRunHistoryBody } from "../../src/wire/history.ts";
import { leaseAcquireBody, leaseRenewBody } from "../../src/wire/lease.ts";
import { liveSubscribe } from "../../src/wire/live.ts";
import { logsCreateBody } from "../../src/wire/log.ts";
import { bulkSetStateBody, setStateBody } from "../../src/wire/orchestration.ts";
import { flowRunPointsBody, taskRunOutcomesBody } from "../../src/wire/prefect-ui.ts";
import { taskRunReport } from "../../src/wire/task-run-report.ts";
import { taskRunCreate, taskRunUpdate } from "../../src/wire/task-run.ts";
import { variableCreate, variableUpdate } from "../../src/wire/variable.ts";

const ID = "0198a3c4-6f00-7000-8000-0000000000ab";
const AT = "2026-08-01T12:00:00Z";

interface Body {
  readonly schema: z.ZodType;
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}

const log = { name: "flow", level: 20, message: "hello", timestamp: AT };
const task = { task_key: "add", dynamic_key: "0" };
const range = { history_start: AT, history_end: AT, history_interval_seconds: 60 };

/** One byte more than the parameters of a run may have. */
const HUGE = { flow_id: ID, parameters: { text: "x".repeat(524_289 - '{"text":""}'.length) } };
const LARGE = { flow_id: ID, parameters: { text: "x".repeat(524_288 - '{"text":""}'.length) } };

const BODIES: Record<string, Body> = {
  flowCreate: {
    schema: flowCreate,
    good: [{ name: "my-flow" }, { name: "my-flow", tags: ["a"], labels: { team: "x" } }],
    bad: [{}, { name: "a/b" }, { name: "my-flow", tags: null }, { name: "my-flow", owner: "me" }],
  },
  flowUpdate: { schema: flowUpdate, good: [{}, { tags: [] }], bad: [{ tags: null }, { name: "other" }] },
  flowRunCreate: {
    schema: flowRunCreate,
    good: [
      { flow_id: ID },
      { flow_id: ID, state: { type: "PENDING" }, parameters: { n: 1 }, idempotency_key: "k" },
      LARGE,
    ],
    bad: [{}, { flow_id: "x" }, { flow_id: ID, parameters: [] }, { flow_id: ID, state: { type: "NAPPING" } }, HUGE],
  },
  flowRunUpdate: {
    schema: flowRunUpdate,
    good: [
      {},
      { name: null },
      { empirical_policy: { retries: 2, retry_delay: 5, retry_delay_seconds: 0.5 }, infrastructure_pid: "1" },
      { empirical_policy: { retry_delay_seconds: 5, recoveries: 3 } },
    ],
    bad: [
      { tags: null },
      { empirical_policy: { retry_type: "later" } },
      { empirical_policy: { retry_delay_seconds: 0.5 } },
      { empirical_policy: { recoveries: -1 } },
      { state: { type: "RUNNING" } },
    ],
  },
  taskRunCreate: {
    schema: taskRunCreate,
    good: [
      task,
      {
        ...task,
        flow_run_id: ID,
        cache_key: "k".repeat(2000),
        empirical_policy: { retry_delay: [1, 2.5], retry_jitter_factor: 0 },
      },
    ],
    bad: [
      { task_key: "add" },
      { ...task, cache_key: "k".repeat(2001) },
      { ...task, task_inputs: { a: [{ id: ID }] } },
      { ...task, empirical_policy: { retry_jitter_factor: -0.1 } },
    ],
  },
  taskRunUpdate: { schema: taskRunUpdate, good: [{ name: "x" }, {}], bad: [{ name: null }, { tags: [] }] },
  setState: {
    schema: setStateBody,
    good: [{ state: { type: "RUNNING" } }, { state: { type: "RUNNING" }, force: null }],
    bad: [{}, { state: null }, { state: { type: "RUNNING" }, force: "yes" }],
  },
  bulkSetState: {
    schema: bulkSetStateBody,
    good: [{ state: { type: "CANCELLED" }, flow_runs: { id: { any_: [ID] } }, limit: 50 }],
    bad: [{ flow_runs: {} }, { state: { type: "CANCELLED" }, limit: 51 }],
  },
  flowRunInput: {
    schema: flowRunInputBody,
    good: [{ key: "wait-1-response", value: "{}" }],
    bad: [
      { key: "Wait", value: "{}" },
      { key: "wait", value: {} },
    ],
  },
  flowRunInputFilter: {
    schema: flowRunInputFilterBody,
    good: [{ prefix: "wait" }, { prefix: "", limit: null, exclude_keys: ["a"] }],
    bad: [{}, { prefix: "wait", limit: 201 }],
  },
  logs: { schema: logsCreateBody, good: [[], [log]], bad: [log, [{ ...log, level: "INFO" }], [{ ...log, extra: 1 }]] },
  artifactCreate: {
    schema: artifactCreate,
    good: [{}, { key: "rmse-report", type: "markdown", data: "# 6.6", metadata_: { a: "b" } }],
    bad: [{ key: "RMSE" }, { metadata_: { a: 1 } }, { id: ID }],
  },
  artifactUpdate: { schema: artifactUpdate, good: [{}, { data: [1] }], bad: [{ key: "other" }] },
  latestArtifacts: {
    schema: latestArtifactsFilterBody,
    good: [{}, { artifacts: { key: { exists_: true } }, sort: "KEY_ASC" }],
    bad: [{ artifacts: { id: { any_: [ID] } } }],
  },
  variableCreate: {
    schema: variableCreate,
    good: [
      { name: "a_b-1", value: { deep: [1] } },
      { name: "a", value: "x".repeat(4998) },
    ],
    bad: [
      { name: "A", value: 1 },
      { name: "", value: 1 },
      { name: "a", value: "x".repeat(4999) },
    ],
  },
  variableUpdate: { schema: variableUpdate, good: [{}, { value: null }], bad: [{ name: "a b" }] },
  history: {
    schema: flowRunHistoryBody,
    good: [range, { ...range, work_queues: { name: { startswith_: ["a"] } } }],
    bad: [{}, { ...range, history_interval_seconds: 1e12 }, { ...range, history_start: "soon" }],
  },
  leaseAcquire: {
    schema: leaseAcquireBody,
    good: [{ owner: "host:1" }, { owner: "host:1", ttl_seconds: 5 }],
    bad: [{}, { owner: "" }, { owner: "host:1", ttl_seconds: 0 }, { owner: "host:1", ttl_seconds: 11 }],
  },
  leaseRenew: { schema: leaseRenewBody, good: [{}, { ttl_seconds: null }], bad: [{ owner: "other" }] },
  liveSubscribe: {
    schema: liveSubscribe,
    good: [{ type: "subscribe", topics: ["flow-runs", `flow-run:${ID}`] }],
    bad: [
      { type: "subscribe", topics: ["logs"] },
      { type: "subscribe", topics: Array(51).fill("flow-runs") },
    ],
  },
  runsPage: {
    schema: runsPageBody,
    good: [{}, { search: "taxi", sort: "DURATION_DESC", limit: 200, cursor: "c" }],
    bad: [{ search: "x".repeat(201) }, { limit: 0 }, { sort: "ID_DESC" }, { page: 1 }],
  },
  flowsPage: { schema: flowsPageBody, good: [{}, { limit: 100 }], bad: [{ limit: 101 }] },
  runLogs: { schema: runLogsBody, good: [{}, { limit: 20_000 }], bad: [{ limit: 20_001 }] },
  flowRunPoints: { schema: flowRunPointsBody, good: [{}, { limit: 1000 }], bad: [{ limit: 1001 }] },
  taskRunOutcomes: { schema: taskRunOutcomesBody, good: [{ task_runs: {} }], bad: [{}] },
  taskRunReport: {
    schema: taskRunReport,
    good: [{ validated_state: { type: "RUNNING", more: 1 }, task_run: { ...task, total_run_time: 0.5, more: 1 } }],
    bad: [{ validated_state: { type: "RUNNING" }, task_run: {} }, { task_run: task }],
  },
};

describe.each(Object.entries(BODIES))("the body %s", (_name, { schema, good, bad }) => {
  test.each(good.map((body) => [shown(body), body]))("may be %s", (_shown, body) => {
    expect(schema.safeParse(body).error).toBeUndefined();
  });

  test.each(bad.map((body) => [shown(body), body]))("may not be %s", (_shown, body) => {
    expect(schema.safeParse(body).success).toBe(false);
  });
});

function shown(body: unknown): string {
  return JSON.stringify(body).slice(0, 100);
}
