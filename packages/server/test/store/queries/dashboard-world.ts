import { formatInstant, instant } from "@tutti/core/instant";
import type { RunRow, TimelineSubflow, TimelineTask } from "@tutti/core/wire/dashboard";
import { toJson } from "../../../src/store/rows/json-column.ts";
import type { DatabaseUnderTest } from "../../support/databases.ts";
import {
  artifactRow,
  flowRow,
  flowRunRow,
  flowRunStateRow,
  insertRows,
  logRow,
  START,
  taskRunRow,
  taskRunStateRow,
  withTables,
} from "../../support/rows.ts";

// A running flow run with a task that was retried, a subflow and a task that waits; a run that is due later; a flow that
// never ran.

const at = (seconds: number) => instant(START + seconds * 1_000_000);
export const iso = (seconds: number) => formatInstant(at(seconds));

export const etl = flowRow({ name: "etl", tags: toJson(["x"]) });
export const report = flowRow({ name: "Report", created: at(-10) });
export const idle = flowRow({ name: "idle", created: at(-20) });

export const root = flowRunRow({
  flow_id: etl.id,
  name: "root",
  tags: toJson(["a"]),
  state_type: "RUNNING",
  state_name: "Running",
  state_timestamp: at(-30),
  run_count: 1,
  expected_start_time: at(-60),
  start_time: at(-50),
  total_run_micros: 5_000_000,
});
export const rootState = flowRunStateRow({
  flow_run_id: root.id,
  type: "RUNNING",
  name: "Running",
  timestamp: at(-30),
  message: "m".repeat(600),
});
root.state_id = rootState.id;

export const extract = taskRunRow({
  flow_run_id: root.id,
  name: "extract",
  task_key: "extract",
  state_type: "COMPLETED",
  state_name: "Completed",
  run_count: 2,
  expected_start_time: at(-49),
  start_time: at(-48),
  end_time: at(-40),
});
export const placeholder = taskRunRow({
  flow_run_id: root.id,
  name: "report-0",
  state_type: "COMPLETED",
  state_name: "Completed",
  run_count: 1,
  expected_start_time: at(-39),
  start_time: at(-39),
  end_time: at(-20),
  task_inputs: toJson({ rows: [{ input_type: "task_run" as const, id: extract.id }] }),
});
export const waiting = taskRunRow({
  flow_run_id: root.id,
  name: "waiting",
  state_type: "PENDING",
  state_name: "Pending",
  expected_start_time: at(-10),
  task_inputs: toJson({
    a: [{ input_type: "task_run" as const, id: placeholder.id }],
    b: [
      { input_type: "task_run" as const, id: placeholder.id },
      { input_type: "constant" as const, type: "int" },
    ],
    __parents__: [{ input_type: "task_run" as const, id: extract.id }],
  }),
});
export const child = flowRunRow({
  flow_id: report.id,
  name: "child",
  parent_task_run_id: placeholder.id,
  state_type: "COMPLETED",
  state_name: "Completed",
  run_count: 1,
  expected_start_time: at(-38),
  start_time: at(-37),
  end_time: at(-21),
  total_run_micros: 16_000_000,
});
export const childTask = taskRunRow({
  flow_run_id: child.id,
  name: "render",
  expected_start_time: at(-36),
  state_type: "FAILED",
});
export const upcoming = flowRunRow({
  flow_id: report.id,
  name: "upcoming",
  state_type: "SCHEDULED",
  state_name: "Scheduled",
  expected_start_time: at(3600),
  next_scheduled_start_time: at(3600),
});
const attempts = (["RUNNING", "SCHEDULED", "RUNNING", "COMPLETED"] as const).map((type, n) =>
  taskRunStateRow({ task_run_id: extract.id, type, name: type, timestamp: at(-48 + n) }),
);
export const artifact = artifactRow({ flow_run_id: root.id, key: "numbers", description: "d" });
export const artifactOfChild = artifactRow({ flow_run_id: child.id, task_run_id: childTask.id, type: "table" });
const result = artifactRow({ flow_run_id: root.id, type: "result" });
export const logs = [3, 1, 2].map((seconds) =>
  logRow({ flow_run_id: root.id, timestamp: at(seconds), message: `at ${seconds}` }),
);
export const childLog = logRow({ flow_run_id: child.id, task_run_id: childTask.id, timestamp: at(2.5), level: 40 });

export const childRow: RunRow = {
  id: child.id,
  name: "child",
  flow_id: report.id,
  flow_name: "Report",
  deployment_id: null,
  deployment_name: null,
  work_pool_name: null,
  flow_version: null,
  parent: { flow_run_id: root.id, flow_run_name: "root", task_run_id: placeholder.id },
  tags: [],
  state_type: "COMPLETED",
  state_name: "Completed",
  state_timestamp: null,
  state_message: null,
  run_count: 1,
  created: iso(0),
  expected_start_time: iso(-38),
  next_scheduled_start_time: null,
  start_time: iso(-37),
  end_time: iso(-21),
  estimated_run_time: 16,
  task_run_counts: { FAILED: 1 },
  subflow_run_count: 0,
};

export const rootRow: RunRow = {
  id: root.id,
  name: "root",
  flow_id: etl.id,
  flow_name: "etl",
  deployment_id: null,
  deployment_name: null,
  work_pool_name: null,
  flow_version: null,
  parent: null,
  tags: ["a"],
  state_type: "RUNNING",
  state_name: "Running",
  state_timestamp: iso(-30),
  state_message: "m".repeat(500),
  run_count: 1,
  created: iso(0),
  expected_start_time: iso(-60),
  next_scheduled_start_time: null,
  start_time: iso(-50),
  end_time: null,
  estimated_run_time: 35,
  task_run_counts: { COMPLETED: 1, PENDING: 1 },
  subflow_run_count: 1,
};

export const extractBar: TimelineTask = {
  id: extract.id,
  flow_run_id: root.id,
  name: "extract",
  task_key: "extract",
  state_type: "COMPLETED",
  state_name: "Completed",
  run_count: 2,
  expected_start_time: iso(-49),
  start_time: iso(-48),
  end_time: iso(-40),
  subflow_run_id: null,
  upstream: [],
  encapsulating: [],
  states: attempts.map(({ type, name, timestamp }) => ({ type, name, timestamp: formatInstant(timestamp) })),
};

export const childBar: TimelineSubflow = {
  id: child.id,
  name: "child",
  flow_id: report.id,
  flow_name: "Report",
  parent_task_run_id: placeholder.id,
  parent_flow_run_id: root.id,
  state_type: "COMPLETED",
  state_name: "Completed",
  run_count: 1,
  expected_start_time: iso(-38),
  start_time: iso(-37),
  end_time: iso(-21),
};

export async function fillDashboard(database: DatabaseUnderTest): Promise<void> {
  await withTables(database, async (db) => {
    await insertRows(db, "flow", [etl, report, idle]);
    await insertRows(db, "flow_run", [root, child, upcoming]);
    await insertRows(db, "flow_run_state", [rootState]);
    await insertRows(db, "task_run", [extract, placeholder, waiting, childTask]);
    await insertRows(db, "task_run_state", attempts);
    await insertRows(db, "artifact", [artifact, artifactOfChild, result]);
    await insertRows(db, "log", [...logs, childLog, logRow({ flow_run_id: upcoming.id })]);
  });
}
