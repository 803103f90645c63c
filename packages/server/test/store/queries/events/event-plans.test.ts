import { instant, type Instant } from "@tutti/core/instant";
import { eventFilter } from "@tutti/core/wire/event-filter";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemDeps } from "../../../../src/deps.ts";
import { asJson, toJson } from "../../../../src/store/rows/json-column.ts";
import { openReader, openWriter, type Connection } from "../../../../src/store/sqlite/connection.ts";
import { prepareFile } from "../../../../src/store/sqlite/prepare-file.ts";
import { kyselyOver } from "../../../../src/store/sqlite/sqlite-dialect.ts";
import { freshSqlite, type TestDatabase } from "../../../support/databases.ts";
import { plansOf } from "../../../support/query-plans.ts";
import { insertEventRows, START } from "../../../support/rows.ts";

// Whatever a filter of events asks, they are reached by an index in parts of a bounded size.

const events = Array.from({ length: 100 }, (_, n) => ({
  id: systemDeps.newId(),
  occurred: instant(START + n),
  received: START,
  event: `a.${n % 10}`,
  resource_id: "thing",
  resource: toJson({ "prefect.resource.id": "thing" }),
  related: toJson([{ "prefect.resource.id": "flow", "prefect.resource.role": "flow" }]),
  payload: asJson<Record<string, never>>("{}"),
  follows: null,
}));

let database: TestDatabase;
let connection: Connection;

/** What SQLite knows of a database with a million events, as `analyze` told it. */
const BIG: readonly (readonly [index: string, statistics: string])[] = [
  ["event_resource", "1000000 2 1"],
  ["event_occurred", "1000000 1 1"],
  ["event_name", "1000000 100000 1 1"],
];

beforeAll(async () => {
  database = await freshSqlite();
  const path = database.url.slice("sqlite:///".length);
  await prepareFile(path, systemDeps);
  const writer = openWriter(path);
  await insertEventRows(kyselyOver(writer), events);
  writer.exec("analyze");
  writer.exec("delete from sqlite_stat1 where tbl in ('event', 'event_related')");
  const state = writer.prepare("insert into sqlite_stat1 (tbl, idx, stat) values (?, ?, ?)");
  for (const [index, statistics] of BIG) state.run("event", index, statistics);
  state.run("event_related", "event_related", "3000000 1000 1 1");
  writer.close();
  connection = openReader(path);
});
afterAll(async () => {
  connection.close();
  await database.drop();
});

const occurred = { since: START, until: instant(START + 1_000_000_000) satisfies Instant };

const filters = {
  "of a window": {},
  "of a name": { event: { name: ["a.1"] } },
  "of two names": { event: { name: ["a.1", "a.2"] } },
  "of a name's beginning": { event: { prefix: ["a."] } },
  "but some names": { event: { exclude_prefix: ["a.1"] } },
  "of a resource": { resource: { id: ["thing"] } },
  "of a kind of resource": { resource: { id_prefix: ["th"] } },
  "related to a resource": { related: { id: ["flow"] } },
  "related to one of two": { related: { id: ["flow", "tag"] } },
  "related in a role": { related: { role: ["flow"] } },
  "related to a resource in a role": { related: { id: ["flow"], role: ["flow"] } },
  "that involve a resource": { any_resource: { id: ["flow"] } },
  "with a label": { resource: { labels: { color: "green" } } },
  "with a label, of a resource": { resource: { id: ["thing"], labels: { color: "green" } } },
  "with a text": { text: { query: "needle" } },
  "of some ids": { id: { id: [events[0]?.id] } },
  "the oldest first": { order: "ASC" },
};

/** Steps that read a table through, or an index that has the events in another order than the list; long names are few. */
const SCANS = /^SCAN (event|event_related|last)\b(?! USING (COVERING INDEX event_occurred|INDEX event_long_name))/;

test.each(Object.entries(filters))("a page of events %s, and their number", async (_title, given) => {
  const filter = { ...eventFilter.parse(given), occurred };
  const plans = [
    ...(await plansOf(connection, "listEvents", { filter, after: null, limit: 50 })),
    ...(await plansOf(connection, "listEvents", { filter, after: { occurred: START, id: "0" }, limit: 50 })),
    ...(await plansOf(connection, "countEvents", { filter })),
  ];
  expect(plans.length).toBeGreaterThan(2);
  expect(plans.flat().filter((step) => SCANS.test(step))).toEqual([]);
});

test("the whole window is read in its order, and not sorted", async () => {
  for (const order of ["ASC", "DESC"] as const) {
    const filter = { ...eventFilter.parse({ ...filters["with a text"], order }), occurred };
    const steps = (await plansOf(connection, "listEvents", { filter, after: null, limit: 50 })).flat();
    expect(steps.filter((step) => step.includes("TEMP B-TREE"))).toEqual([]);
    expect(steps.some((step) => step.startsWith("SEARCH event USING INDEX event_occurred"))).toBe(true);
  }
});

test("names are counted in the order of their index", async () => {
  const filter = { ...eventFilter.parse({}), occurred };
  const steps = (await plansOf(connection, "countEventsBySubject", { filter, subject: "event" })).flat();
  expect(steps.some((step) => step.startsWith("SEARCH event USING COVERING INDEX event_name"))).toBe(true);
  expect(steps.filter((step) => SCANS.test(step))).toEqual([]);
});
