import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { LiveChange } from "@tutti/core/wire/live";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { newFlowRun } from "../support/requests.ts";
import { RouteClient } from "../support/route-client.ts";
import type { Store } from "../../src/store/store.ts";

const LINES = [
  { name: "prefect.flow_runs", level: 20, message: "Hello World foo", timestamp: "2024-01-01T00:00:00Z" },
  { name: "other.bar", level: 40, message: 'Goodbye "quoted, text" foo\nline2', timestamp: "2024-01-01T00:00:01.5Z" },
  { name: "x", level: 10, message: "nul\u0000byte foo", timestamp: "2024-01-01T00:00:01Z" },
  { name: "x", level: 99, message: "-minus 100%", timestamp: "2024-01-01T00:00:03Z" },
];

interface Logged {
  readonly store: Store;
  readonly client: RouteClient;
  readonly run: string;
  /** The first letters of what a filter finds among the run's lines. */
  readonly found: (filter: object, more?: object) => Promise<string[]>;
}

/** A run that has written the lines. */
async function logged(database: DatabaseUnderTest): Promise<Logged> {
  const { store, deps } = await database.open();
  const client = new RouteClient(store, deps);
  const run = await newFlowRun(store);
  await client.expect(
    201,
    "POST",
    "/logs/",
    LINES.map((line) => ({ ...line, flow_run_id: run })),
  );
  const found = async (filter: object, more: object = {}) => {
    const body = { logs: { flow_run_id: { any_: [run] }, ...filter }, ...more };
    const logs = (await client.expect(200, "POST", "/logs/filter", body)) as { message: string }[];
    return logs.map(({ message }) => message.slice(0, 7));
  };
  return { store, client, run, found };
}

describeOnDatabases("finding logs", (database) => {
  test("are listed by time, NUL bytes left out", async () => {
    const { found } = await logged(database);
    expect(await found({})).toEqual(["Hello W", "nulbyte", "Goodbye", "-minus "]);
    expect(await found({}, { sort: "TIMESTAMP_DESC", limit: 2 })).toEqual(["-minus ", "Goodbye"]);
    expect(await found({}, { offset: 3 })).toEqual(["-minus "]);
  });

  test.each([
    ["hello", ["Hello W"]],
    ["bar", ["Goodbye"]],
    ["hello goodbye", ["Hello W", "Goodbye"]],
    ["foo -goodbye", ["Hello W", "nulbyte"]],
    ["+foo +hello", ["Hello W"]],
    ['"world foo"', ["Hello W"]],
    ['+foo -"quoted, text"', ["Hello W", "nulbyte"]],
    ["!hello", ["nulbyte", "Goodbye", "-minus "]],
    ["100%", ["-minus "]],
    ["l_ne2", []],
    ["", ["Hello W", "nulbyte", "Goodbye", "-minus "]],
    ["+hello goodbye", []],
  ])("the search %j finds %j", async (query, expected) => {
    const { found } = await logged(database);
    expect(await found({ text: { query } })).toEqual(expected);
  });

  test("are found by level, time and task run", async () => {
    const { found } = await logged(database);
    expect(await found({ level: { ge_: 20, le_: 40 } })).toEqual(["Hello W", "Goodbye"]);
    expect(await found({ timestamp: { after_: "2024-01-01T00:00:01Z", before_: "2024-01-01T00:00:02Z" } })).toEqual([
      "nulbyte",
      "Goodbye",
    ]);
    expect(await found({ task_run_id: { is_null_: true } })).toHaveLength(4);
    expect(await found({ task_run_id: { any_: [randomUUID()] } })).toEqual([]);
    expect(await found({ operator: "or_", level: { ge_: 1000 } })).toHaveLength(4);
  });
});

describeOnDatabases("logs", (database) => {
  test("are all kept or none", async () => {
    const { client, run, found } = await logged(database);
    const [line] = LINES;
    const answer = await client.ask("POST", "/logs", [
      { ...line, flow_run_id: run },
      { ...line, level: "loud" },
    ]);
    expect(answer.status).toBe(422);
    expect(await found({})).toHaveLength(4);
  });

  test("a batch of thousands is kept, in the order given, and told to live sockets", async () => {
    const { store, client, run } = await logged(database);
    const heard: LiveChange[] = [];
    const stop = store.onChanges((changes) => heard.push(...changes));
    const batch = Array.from({ length: 2500 }, (_, index) => ({
      ...LINES[3],
      message: String(index),
      flow_run_id: run,
    }));
    await client.expect(201, "POST", "/logs", batch);
    stop();
    expect(
      heard.flatMap((change) => (change.kind === "logs" ? change.logs.map(({ message }) => message) : [])),
    ).toEqual(batch.map(({ message }) => message));
    const csv = String(await client.expect(200, "GET", `/flow_runs/${run}/logs/download`));
    expect(
      csv
        .trimEnd()
        .split("\r\n")
        .slice(-2500)
        .map((line) => line.split(",").at(-1)),
    ).toEqual(batch.map(({ message }) => message));
  });

  test("are downloaded as Prefect writes them", async () => {
    const { client, run } = await logged(database);
    expect(await client.ask("GET", `/flow_runs/${run}/logs/download`)).toEqual({
      status: 200,
      body: [
        "timestamp,level,flow_run_id,task_run_id,message",
        `2024-01-01 00:00:00+00:00,20,${run},,Hello World foo`,
        `2024-01-01 00:00:01+00:00,10,${run},,nulbyte foo`,
        `2024-01-01 00:00:01.500000+00:00,40,${run},,"Goodbye ""quoted, text"" foo\nline2"`,
        `2024-01-01 00:00:03+00:00,99,${run},,-minus 100%`,
        "",
      ].join("\r\n"),
    });
    expect(await client.ask("GET", `/flow_runs/${randomUUID()}/logs/download`)).toEqual({
      status: 404,
      body: { detail: "Flow run not found" },
    });
  });
});
