import { randomUUID } from "node:crypto";
import { instant } from "@tutti/core/instant";
import type { EventFilter } from "@tutti/core/wire/event-filter";
import { eventFilter } from "@tutti/core/wire/event-filter";
import { beforeEach, expect, test } from "vitest";
import { systemDeps, type Deps } from "../../../../src/deps.ts";
import { countEvents } from "../../../../src/store/queries/events/count-events.ts";
import { listEvents, type EventPlace, type EventsPage } from "../../../../src/store/queries/events/list-events.ts";
import { asJson, toJson } from "../../../../src/store/rows/json-column.ts";
import type { EventTable } from "../../../../src/store/tables.ts";
import { describeOnDatabases, type DatabaseUnderTest } from "../../../support/databases.ts";
import { insertEventRows, START, withTables } from "../../../support/rows.ts";

// More events than are read at once, several at each instant, a few of which are rare.

const COUNT = 6000;
const events = Array.from({ length: COUNT }, (_, n): EventTable => {
  const occurred = instant(START + Math.floor(n / 7));
  const isRare = n % 2000 === 1;
  return {
    id: randomUUID(),
    occurred,
    received: occurred,
    event: n % 3 === 0 ? "a.third" : `a.${n % 5}`,
    resource_id: "thing",
    resource: toJson({ "prefect.resource.id": "thing", ...(isRare ? { color: "green" } : {}) }),
    related: toJson([{ "prefect.resource.id": n % 2 === 0 ? "even" : "odd", "prefect.resource.role": "parity" }]),
    payload: asJson("{}"),
    follows: null,
  };
});
const rare = { resource: { labels: { color: "green" } } };

function filterOf(given: object): EventFilter {
  const occurred = { since: START, until: instant(START + COUNT) };
  return { ...eventFilter.parse(given), occurred };
}

function idsOf(order: "ASC" | "DESC", isWanted: (row: EventTable, n: number) => boolean): string[] {
  const ids = [...events]
    .filter((row) => isWanted(row, events.indexOf(row)))
    .sort((a, b) => a.occurred - b.occurred || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
  return order === "ASC" ? ids : ids.toReversed();
}

const unhurried: Deps = { ...systemDeps, monotonicMs: () => 0 };

/** Each look at this clock takes so long. */
function slowClock(stepMs: number): Deps {
  let ms = 0;
  return { ...systemDeps, monotonicMs: () => (ms += stepMs) };
}

async function pages(database: DatabaseUnderTest, deps: Deps, filter: EventFilter): Promise<string[][]> {
  const found: string[][] = [];
  await withTables(database, async (db) => {
    let after: EventPlace | null = null;
    do {
      const page: EventsPage = await listEvents(db, deps, { filter, after, limit: 50 });
      found.push(page.events.map(({ id }) => id));
      after = page.last;
    } while (after !== null);
  });
  return found;
}

describeOnDatabases("a list of events", (database) => {
  beforeEach(async () => {
    await database.open();
    await withTables(database, async (db) => {
      await db.deleteFrom("event_related").execute();
      await db.deleteFrom("event").execute();
      await insertEventRows(db, events);
    });
  });

  test("is read part by part, in either direction, and none is passed over or told twice", async () => {
    for (const order of ["ASC", "DESC"] as const) {
      const ofOdd = await pages(database, unhurried, filterOf({ related: { id: ["odd"] }, order }));
      const ofThird = await pages(database, unhurried, filterOf({ event: { prefix: ["a.th"] }, order }));
      const rareOnes = await pages(database, unhurried, filterOf({ ...rare, order }));
      expect([ofOdd.flat(), ofThird.flat(), rareOnes]).toEqual([
        idsOf(order, (_, n) => n % 2 === 1),
        idsOf(order, (_, n) => n % 3 === 0),
        [idsOf(order, (_, n) => n % 2000 === 1)],
      ]);
    }
  });

  test("comes with what was found when its time is over, and a place to go on", async () => {
    for (const order of ["ASC", "DESC"] as const) {
      const found = await pages(database, slowClock(2000), filterOf({ ...rare, order }));
      expect(found.length).toBeGreaterThan(1);
      expect(found.flat()).toEqual(idsOf(order, (_, n) => n % 2000 === 1));
    }
  });

  test("is empty when no name begins so", async () => {
    expect(await pages(database, unhurried, filterOf({ event: { prefix: ["b."] } }))).toEqual([[]]);
  });

  test("is counted whole where an index tells, else for a while", async () => {
    await withTables(database, async (db) => {
      const count = (deps: Deps, given: object) => countEvents(db, deps, { filter: filterOf(given) });
      const hurried = slowClock(2000);
      expect({
        all: await count(hurried, {}),
        odd: await count(hurried, { any_resource: { id: ["odd"] } }),
        named: await count(hurried, { event: { prefix: ["a.th"] } }),
        both: await count(hurried, { related: { id: ["odd", "even", "odd"] } }),
        rare: await count(unhurried, rare),
        isRareCutShort: (await count(hurried, rare)) < 3,
      }).toEqual({ all: COUNT, odd: COUNT / 2, named: COUNT / 3, both: COUNT, rare: 3, isRareCutShort: true });
    });
  });
});
