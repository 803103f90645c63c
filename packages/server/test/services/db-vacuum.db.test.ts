import { pino } from "pino";
import { beforeEach, expect, test } from "vitest";
import { addSeconds, instant, type Instant } from "@tutti/core/instant";
import { readConfig } from "../../src/config.ts";
import { dbVacuum } from "../../src/services/db-vacuum.ts";
import { asJson, toJson } from "../../src/store/rows/json-column.ts";
import type { Store } from "../../src/store/store.ts";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { flowRow, flowRunRow, insertEventRows, insertRows, logRow, taskRunRow, withTables } from "../support/rows.ts";
import type { TestDeps } from "../support/test-clock.ts";

const logger = pino({ level: "silent" });
const DAY = 86_400;
const DEFAULTS = readConfig([], {}).services.dbVacuum;
let store: Store;
let deps: TestDeps;

/** Rounds until nothing is left; how many it took. */
async function vacuum(settings: Partial<typeof DEFAULTS>): Promise<number> {
  const service = dbVacuum({ ...DEFAULTS, ...settings });
  for (let rounds = 1; ; rounds++) if (!(await service.tick({ store, deps, logger }))) return rounds;
}

function daysAgo(days: number): Instant {
  return addSeconds(deps.now(), -days * DAY);
}

function eventRow(id: string, occurred: Instant, event = "a.happening") {
  const resource = toJson({ "prefect.resource.id": "a" });
  const rest = {
    resource_id: "a",
    related: toJson([{ "prefect.resource.id": "b", "prefect.resource.role": "other" }]),
    payload: asJson<Record<string, never>>("{}"),
    follows: null,
  };
  return { id, occurred, received: occurred, event, resource, ...rest };
}

let database: DatabaseUnderTest;

async function open(tested: DatabaseUnderTest): Promise<void> {
  database = tested;
  ({ store, deps } = await database.open());
  await withTables(database, async (db) => {
    for (const table of ["event", "event_related", "log", "flow_run", "flow"] as const)
      await db.deleteFrom(table).execute();
  });
}

async function ids(table: "event" | "log" | "flow_run" | "task_run"): Promise<string[]> {
  let found: string[] = [];
  await withTables(database, async (db) => {
    found = (await db.selectFrom(table).select("id").orderBy("id").execute()).map(({ id }) => id);
  });
  return found;
}

/** The events by which those are found that relate to the resource. */
async function relatedTo(id: string): Promise<string[]> {
  let found: string[] = [];
  await withTables(database, async (db) => {
    const rows = db.selectFrom("event_related").select("event_id").where("resource_id", "=", id).orderBy("event_id");
    found = (await rows.execute()).map(({ event_id }) => event_id);
  });
  return found;
}

describeOnDatabases("retention of events and logs", (tested) => {
  beforeEach(() => open(tested));

  test("deletes events after seven days, some names sooner, a batch at a time, and nothing else", async () => {
    await withTables(database, async (db) => {
      const old = Array.from({ length: 25 }, (_, n) => eventRow(`old-${n}`, daysAgo(8)));
      const beat = eventRow("beat", daysAgo(2), "prefect.flow-run.heartbeat");
      const rows = [...old, eventRow("kept", daysAgo(6.9)), beat, eventRow("young", daysAgo(2))];
      await insertEventRows(db, rows);
      await insertRows(db, "log", [logRow({ id: "log", timestamp: daysAgo(1000) })]);
    });
    const eventRetentionOverrides = { "prefect.flow-run.heartbeat": DAY };
    expect(await vacuum({ batchSize: 10, eventRetentionOverrides })).toBe(3);
    expect([await ids("event"), await relatedTo("b"), await ids("log")]).toEqual([
      ["kept", "young"],
      ["kept", "young"],
      ["log"],
    ]);
  });

  test("deletes logs when it is told to", async () => {
    await withTables(database, (db) =>
      insertRows(db, "log", [
        logRow({ id: "old", timestamp: daysAgo(8) }),
        logRow({ id: "young", timestamp: daysAgo(6) }),
      ]),
    );
    await vacuum({ kinds: ["logs"], logRetentionSeconds: 7 * DAY });
    expect(await ids("log")).toEqual(["young"]);
  });
});

describeOnDatabases("retention of flow runs", (tested) => {
  beforeEach(() => open(tested));

  test("deletes those that ended long ago when it is told to, whole, a part at a time", async () => {
    const flow = flowRow({ name: "a-flow" });
    const ended = { flow_id: flow.id, state_type: "COMPLETED" as const, end_time: daysAgo(100) };
    const tasks = Array.from({ length: 25 }, () => taskRunRow({ flow_run_id: "old" }));
    await withTables(database, async (db) => {
      await insertRows(db, "flow", [flow]);
      await insertRows(db, "flow_run", [
        flowRunRow({ ...ended, id: "old" }),
        flowRunRow({ ...ended, id: "child", parent_task_run_id: tasks[3]?.id ?? null }),
        flowRunRow({ ...ended, id: "child-of-kept", parent_task_run_id: "somebody" }),
        flowRunRow({ ...ended, id: "young", end_time: daysAgo(89) }),
        flowRunRow({ ...ended, id: "again", state_type: "RUNNING" }),
      ]);
      await insertRows(db, "task_run", tasks);
      await insertRows(
        db,
        "log",
        Array.from({ length: 25 }, () => logRow({ flow_run_id: "old", timestamp: instant(1) })),
      );
    });
    await vacuum({ kinds: ["flow_runs"], batchSize: 10 });
    expect(await ids("flow_run")).toEqual(["again", "child", "child-of-kept", "young"]);
    await vacuum({ kinds: ["flow_runs"], batchSize: 10 });
    expect([await ids("flow_run"), await ids("task_run"), await ids("log")]).toEqual([
      ["again", "child-of-kept", "young"],
      [],
      [],
    ]);
  });
});
