import { ApiError } from "@tutti/core/errors";
import { formatInstant, instant } from "@tutti/core/instant";
import { beforeEach, expect, test } from "vitest";
import { toJson } from "../../../../src/store/rows/json-column.ts";
import type { Store } from "../../../../src/store/store.ts";
import { describeOnDatabases, type DatabaseUnderTest } from "../../../support/databases.ts";
import {
  artifactRow,
  flowRow,
  flowRunRow,
  flowRunStateRow,
  insertRows,
  START,
  taskRunRow,
  taskRunStateRow,
  withTables,
} from "../../../support/rows.ts";

const at = (seconds: number) => instant(START + seconds * 1_000_000);
const iso = (seconds: number) => formatInstant(at(seconds));

const flow = flowRow({ name: "etl" });
const run = flowRunRow({ flow_id: flow.id, expected_start_time: at(0), start_time: at(1), end_time: at(9) });
const first = taskRunRow({
  flow_run_id: run.id,
  name: "first",
  state_type: "COMPLETED",
  expected_start_time: at(1),
  start_time: at(2),
  end_time: at(3),
});
const firstState = taskRunStateRow({
  task_run_id: first.id,
  type: "COMPLETED",
  name: "Completed",
  state_details: toJson({ untrackable_result: true }),
});
first.state_id = firstState.id;
const second = taskRunRow({
  flow_run_id: run.id,
  name: "second",
  state_type: "PENDING",
  expected_start_time: at(5),
  task_inputs: toJson({
    x: [{ input_type: "task_run" as const, id: first.id }],
    __parents__: [{ input_type: "task_run" as const, id: first.id }],
  }),
});
const subflow = flowRunRow({
  flow_id: flow.id,
  name: "sub",
  state_type: "COMPLETED",
  parent_task_run_id: second.id,
  start_time: at(6),
  end_time: at(7),
});
const states = [2, 1].map((seconds) => flowRunStateRow({ flow_run_id: run.id, timestamp: at(seconds) }));
const artifacts = [
  artifactRow({ flow_run_id: run.id, key: "rep", created: at(2) }),
  artifactRow({ flow_run_id: run.id, key: "rep", created: at(1), data: toJson("# old") }),
  artifactRow({ flow_run_id: run.id, task_run_id: first.id, type: "progress", data: toJson(30) }),
  artifactRow({ flow_run_id: run.id, type: "result", data: toJson("hidden") }),
  artifactRow({ flow_run_id: run.id, type: null, data: toJson("hidden") }),
] as const;
const many = flowRunRow({ flow_id: flow.id, expected_start_time: at(0) });

const edge = [{ id: first.id }];
const firstNode = {
  kind: "task-run",
  id: first.id,
  label: "first",
  state_type: "COMPLETED",
  start_time: iso(2),
  end_time: iso(3),
  parents: [],
  children: [{ id: subflow.id }],
  encapsulating: [],
  artifacts: [{ id: artifacts[2].id, created: iso(0), key: null, type: "progress", is_latest: true, data: 30 }],
};
const subflowNode = {
  kind: "flow-run",
  id: subflow.id,
  label: "etl / sub",
  state_type: "COMPLETED",
  start_time: iso(6),
  end_time: iso(7),
  parents: edge,
  children: [],
  encapsulating: edge,
  artifacts: [],
};
const ofRun = {
  start_time: iso(1),
  end_time: iso(9),
  artifacts: [
    { id: artifacts[1].id, created: iso(1), key: "rep", type: "markdown", is_latest: false, data: null },
    { id: artifacts[0].id, created: iso(2), key: "rep", type: "markdown", is_latest: true, data: null },
  ],
  states: states
    .toReversed()
    .map(({ id, type, name, timestamp }) => ({ id, type, name, timestamp: formatInstant(timestamp) })),
};

const secondDependency = {
  id: second.id,
  name: "second",
  upstream_dependencies: [{ input_type: "task_run", id: first.id }],
  state: null,
  untrackable_result: false,
  expected_start_time: iso(5),
  start_time: null,
  end_time: null,
  total_run_time: 0,
  estimated_run_time: 0,
};

async function fill(database: DatabaseUnderTest): Promise<void> {
  await withTables(database, async (db) => {
    await insertRows(db, "flow", [flow]);
    await insertRows(db, "flow_run", [run, subflow, many]);
    await insertRows(db, "flow_run_state", states);
    await insertRows(db, "task_run", [first, second]);
    await insertRows(db, "task_run_state", [firstState]);
    await insertRows(db, "artifact", artifacts);
    const { key: _key, ...collection } = artifacts[0];
    await insertRows(db, "artifact_collection", [{ ...collection, key: "rep", latest_id: artifacts[0].id }]);
  });
}

describeOnDatabases("the graph of a flow run", (database) => {
  let store: Store;
  let isFilled = false;

  beforeEach(async () => {
    ({ store } = await database.open());
    if (!isFilled) await fill(database);
    isFilled = true;
  });

  test("has nodes, edges, states and the artifacts that are no results", async () => {
    expect(await store.read("flowRunGraph", { id: run.id, since: null })).toEqual({
      ...ofRun,
      root_node_ids: [first.id],
      nodes: [
        [first.id, firstNode],
        [subflow.id, subflowNode],
      ],
    });
  });

  test("since a time has what had not ended before, with the edges to what had", async () => {
    expect(await store.read("flowRunGraph", { id: run.id, since: at(7) })).toEqual({
      ...ofRun,
      root_node_ids: [],
      nodes: [[subflow.id, subflowNode]],
    });
  });

  test("in its older form lists the task runs, newest first, with all they depend on", async () => {
    expect(await store.read("flowRunDependencies", { id: run.id })).toEqual([
      secondDependency,
      expect.objectContaining({
        id: first.id,
        untrackable_result: true,
        state: expect.objectContaining({ id: firstState.id }),
        upstream_dependencies: [],
      }),
    ]);
  });

  test("is refused beyond 10,000 nodes", async () => {
    const rows = Array.from({ length: 10_001 }, () =>
      taskRunRow({ flow_run_id: many.id, state_type: "COMPLETED", expected_start_time: at(1), end_time: at(2) }),
    );
    await withTables(database, (db) => insertRows(db, "task_run", rows));
    const refusal = new ApiError("bad_request", `The graph of flow run ${many.id} has more than 10000 nodes.`);
    await expect(store.read("flowRunGraph", { id: many.id, since: null })).rejects.toThrow(refusal);
    expect(await store.read("flowRunGraph", { id: many.id, since: at(3) })).toMatchObject({ nodes: [] });
  });

  test("of an unknown run is null, in both forms", async () => {
    expect(await store.read("flowRunGraph", { id: flow.id, since: null })).toBeNull();
    expect(await store.read("flowRunDependencies", { id: flow.id })).toBeNull();
  });
});
