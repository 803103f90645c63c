import { describe, expect, test } from "vitest";
import { parseInstant } from "../../src/instant.ts";
import { flowFilter } from "../../src/wire/flow-filter.ts";
import { flowRunFilter } from "../../src/wire/flow-run-filter.ts";
import { flowRunsFilterBody } from "../../src/wire/flow-run.ts";
import { logFilter } from "../../src/wire/log.ts";
import { taskRunFilter } from "../../src/wire/task-run-filter.ts";
import { taskRunsFilterBody } from "../../src/wire/task-run.ts";

const ID = "0198a3c4-6f00-7000-8000-0000000000ab";
const AT = "2026-08-01 12:00:00+00:00";

describe("a filter of flow runs", () => {
  test("is ANDed unless it says otherwise", () => {
    expect([flowRunFilter.parse({}), flowRunFilter.parse({ operator: "or_" })]).toEqual([
      { operator: "and_" },
      { operator: "or_" },
    ]);
  });

  test("takes every condition of the protocol", () => {
    const conditions = {
      id: { any_: [ID], not_any_: [ID.toUpperCase()] },
      name: { any_: ["a"], like_: "b" },
      tags: { operator: "or_", all_: ["a"], any_: ["b"], is_null_: false },
      deployment_id: { operator: "and_", any_: [ID], is_null_: true },
      work_queue_name: { operator: "and_", any_: ["q"], is_null_: null },
      state: {
        operator: "or_",
        type: { any_: ["RUNNING"], not_any_: ["FAILED"] },
        name: { any_: ["Late"], not_any_: [] },
      },
      flow_version: { any_: ["1"] },
      start_time: { before_: AT, after_: AT, is_null_: false },
      end_time: { is_null_: true },
      expected_start_time: { before_: AT },
      next_scheduled_start_time: { after_: AT },
      parent_flow_run_id: { operator: "and_", any_: [ID] },
      parent_task_run_id: { operator: "and_", is_null_: true },
      idempotency_key: { any_: ["k"], not_any_: ["l"] },
      created_by: { operator: "and_", id_: [ID], type_: ["SCHEDULE"], is_null_: false },
    };
    const at = parseInstant(AT);
    expect(flowRunFilter.parse(conditions)).toEqual({
      ...conditions,
      operator: "and_",
      id: { any_: [ID], not_any_: [ID] },
      start_time: { before_: at, after_: at, is_null_: false },
      expected_start_time: { before_: at },
      next_scheduled_start_time: { after_: at },
    });
  });

  test.each([
    [{ unknown: {} }],
    [{ id: { any_: ["no id"] } }],
    [{ id: { any: [ID] } }],
    [{ state: { type: { any_: ["SLEEPING"] } } }],
    [{ start_time: { before_: "soon" } }],
    [{ operator: "xor_" }],
    [{ name: "flow" }],
    [[]],
  ])("refuses %o", (wrong) => {
    expect(flowRunFilter.safeParse(wrong).success).toBe(false);
  });
});

test("a filter by flow run means, without ids, that there is one", () => {
  expect([
    taskRunFilter.parse({ flow_run_id: {} }).flow_run_id,
    taskRunFilter.parse({ flow_run_id: { any_: [ID] } }).flow_run_id,
    taskRunFilter.parse({ flow_run_id: { is_null_: true } }).flow_run_id,
    taskRunFilter.parse({}).flow_run_id,
  ]).toEqual([
    { operator: "and_", is_null_: false },
    { operator: "and_", is_null_: false, any_: [ID] },
    { operator: "and_", is_null_: true },
    undefined,
  ]);
});

test("a filter of flows refuses what it does not know", () => {
  expect([{ name: { like_: "a" } }, { names: {} }].map((value) => flowFilter.safeParse(value).success)).toEqual([
    true,
    false,
  ]);
});

test.each([
  [{ level: { ge_: 20, le_: 40 } }, true],
  [{ text: { query: "a".repeat(200) } }, true],
  [{ text: { query: "a".repeat(201) } }, false],
  [{ level: { ge_: "INFO" } }, false],
])("a filter of logs: %o", (value, isGood) => {
  expect(logFilter.safeParse(value).success).toBe(isGood);
});

test("a list's body: what is absent or null is its default, keys it does not know are left", () => {
  const defaults = {
    flows: null,
    flow_runs: null,
    task_runs: null,
    deployments: null,
    sort: "ID_DESC",
    limit: 200,
    offset: 0,
  };
  const none = { ...defaults, sort: null, limit: null, offset: null, more: 1 };
  expect(taskRunsFilterBody.parse(none)).toEqual(defaults);
  const pools = { work_pools: null, work_pool_queues: null };
  expect(flowRunsFilterBody.parse({})).toEqual({ ...defaults, ...pools });
  expect(flowRunsFilterBody.safeParse({ sort: "ID_ASC" }).success).toBe(false);
});
