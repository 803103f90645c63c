import SqliteDatabase from "better-sqlite3";
import { systemDeps } from "../../packages/server/src/deps.ts";
import { prepareFile } from "../../packages/server/src/store/sqlite/prepare-file.ts";
import {
  flowRow,
  flowRunRow,
  flowRunStateRow,
  logRow,
  START,
  taskRunRow,
  taskRunStateRow,
} from "../../packages/server/test/support/rows.ts";

// A database as years of use leave it, made by SQLite itself: a row of each kind is the pattern, and what differs between
// rows is an expression over the row's number `i`.

const FLOWS = 50;
/** Of every flow run. */
const TASKS = 5;
const LINES = 5;
const MICROS_APART = 30_000_000;

/** Ids in the order of the numbers, as version 7 makes them; `kind` keeps those of different tables apart. */
const id = (kind: number, number = "i") =>
  `printf('019a%04x-%04x-7000-8${String(kind).padStart(3, "0")}-%012x', (${number} >> 16) & 65535, ${number} & 65535, ${number})`;
const FLOW = 1;
const FLOW_RUN = 2;
const FLOW_RUN_STATE = 3;
const TASK_RUN = 4;
const TASK_RUN_STATE = 5;
const LOG = 6;

/** One run in twenty failed, one in a hundred is due in the future; the newest are the last. */
const type = "case when i % 100 = 0 then 'SCHEDULED' when i % 20 = 1 then 'FAILED' else 'COMPLETED' end";
const name = "case when i % 100 = 0 then 'Scheduled' when i % 20 = 1 then 'Failed' else 'Completed' end";
const at = (offset: number, number = "i") => `${START} + ${number} * ${MICROS_APART} + ${offset}`;

type Expressions = Readonly<Record<string, string>>;

function literal(value: unknown): string {
  if (value === null || typeof value === "number") return String(value);
  if (typeof value !== "string") throw new Error(`no column holds ${JSON.stringify(value)}`);
  return `'${value.replaceAll("'", "''")}'`;
}

/** Inserts `count` rows that are like the pattern but for the expressions. */
function fill(
  db: SqliteDatabase.Database,
  table: string,
  count: number,
  pattern: object,
  differing: Expressions,
): void {
  const columns = Object.keys(pattern);
  const values = Object.entries(pattern).map(([column, value]) => differing[column] ?? literal(value));
  db.exec(`with recursive numbers (i) as (select 0 union all select i + 1 from numbers where i + 1 < ${count})
    insert into ${table} (${columns.join(", ")}) select ${values.join(", ")} from numbers`);
}

/** Makes the file with so many flow runs, five times as many task runs and as many lines. */
export async function makeLargeDatabase(path: string, runs: number, report: (text: string) => void): Promise<void> {
  await prepareFile(path, systemDeps);
  const db = new SqliteDatabase(path);
  try {
    db.pragma("synchronous = OFF");
    db.pragma("foreign_keys = OFF");
    const indexes = db
      .prepare<[], { name: string; sql: string }>(
        "select name, sql from sqlite_master where type = 'index' and sql is not null",
      )
      .all();
    for (const index of indexes) db.exec(`drop index ${index.name}`);
    fillTables(db, runs, report);
    for (const index of indexes) {
      report(index.name);
      db.exec(index.sql);
    }
    db.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    db.close();
  }
}

function fillTables(db: SqliteDatabase.Database, runs: number, report: (text: string) => void): void {
  report("flow runs");
  fillFlowRuns(db, runs);
  report("task runs");
  fillTaskRuns(db, runs);
  report("logs");
  fill(db, "log", runs * LINES, logRow({}), {
    id: id(LOG),
    message: "printf('line %d of it', i)",
    timestamp: at(1_000_000, `(i / ${LINES})`),
    flow_run_id: id(FLOW_RUN, `(i / ${LINES})`),
  });
}

function fillFlowRuns(db: SqliteDatabase.Database, runs: number): void {
  fill(db, "flow", FLOWS, flowRow({ name: "" }), { id: id(FLOW), name: "printf('flow-%d', i)" });
  fill(db, "flow_run", runs, flowRunRow({ flow_id: "" }), {
    id: id(FLOW_RUN),
    created: at(0),
    updated: at(0),
    name: "printf('run-%d', i)",
    flow_id: id(FLOW, `(i % ${FLOWS})`),
    tags: `case when i % 7 = 0 then '["nightly"]' else '[]' end`,
    state_id: id(FLOW_RUN_STATE),
    state_type: type,
    state_name: name,
    state_timestamp: at(5_000_000),
    run_count: "1",
    expected_start_time: at(0),
    next_scheduled_start_time: `case when i % 100 = 0 then ${at(0)} end`,
    start_time: `case when i % 100 > 0 then ${at(1_000_000)} end`,
    end_time: `case when i % 100 > 0 then ${at(5_000_000)} end`,
    total_run_micros: "4000000 + i % 1000",
  });
  fill(db, "flow_run_state", runs, flowRunStateRow({ flow_run_id: "" }), {
    id: id(FLOW_RUN_STATE),
    type,
    name,
    timestamp: at(5_000_000),
    flow_run_id: id(FLOW_RUN),
  });
}

function fillTaskRuns(db: SqliteDatabase.Database, runs: number): void {
  const run = id(FLOW_RUN, `(i / ${TASKS})`);
  const began = at(1_000_000, `(i / ${TASKS})`);
  fill(db, "task_run", runs * TASKS, taskRunRow({}), {
    id: id(TASK_RUN),
    name: `printf('step-%d', i % ${TASKS})`,
    flow_run_id: run,
    task_key: `printf('step-%d', i % ${TASKS})`,
    dynamic_key: "'0'",
    state_id: id(TASK_RUN_STATE),
    state_type: "'COMPLETED'",
    state_name: "'Completed'",
    state_timestamp: began,
    run_count: "1",
    expected_start_time: began,
    start_time: began,
    end_time: began,
  });
  fill(db, "task_run_state", runs * TASKS, taskRunStateRow({ task_run_id: "" }), {
    id: id(TASK_RUN_STATE),
    type: "'COMPLETED'",
    name: "'Completed'",
    timestamp: began,
    task_run_id: id(TASK_RUN),
  });
}
