import { bucketsOf, type TimeBuckets } from "@tutti/core/event-buckets";
import { matchesEvent } from "@tutti/core/matches-event";
import type { EventFilter } from "@tutti/core/wire/event-filter";
import * as fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { committedEventFromRow } from "../../../src/store/rows/event-row.ts";
import type { EventPlace, EventsPage } from "../../../src/store/queries/events/list-events.ts";
import type { Store } from "../../../src/store/store.ts";
import type { EventTable } from "../../../src/store/tables.ts";
import { describeOnDatabases } from "../../support/databases.ts";
import { insertEventRows, START, withTables } from "../../support/rows.ts";
import { eventFilters, manyEvents, SECONDS } from "./arbitrary-events.ts";

const RUNS = { numRuns: 400 };

/** What the pure matcher says of events in memory, in the order of a list. */
function expected(events: readonly EventTable[], filter: EventFilter): EventTable[] {
  const direction = filter.order === "ASC" ? 1 : -1;
  const matching = events
    .filter((row) => matchesEvent(filter, committedEventFromRow(row)))
    .sort((a, b) => direction * (a.occurred - b.occurred || (a.id < b.id ? -1 : 1)));
  if (filter.resource?.distinct !== true) return matching;
  return matching.filter(
    (row, index) => matching.findIndex(({ resource_id }) => resource_id === row.resource_id) === index,
  );
}

/** The ids of all pages. */
async function idsPageByPage(store: Store, filter: EventFilter, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let after: EventPlace | null = null;
  do {
    const page: EventsPage = await store.read("listEvents", { filter, after, limit });
    ids.push(...page.events.map((event) => event.id));
    after = page.last;
  } while (after !== null);
  return ids;
}

/** How many of the events are in each bucket, and of each name. */
function counted(events: readonly EventTable[], { start, widthMicros, count }: TimeBuckets) {
  const bucketOf = ({ occurred }: EventTable) => Math.floor((occurred - start) / widthMicros);
  const names = [...new Set(events.map(({ event }) => event))];
  return {
    byTime: Array.from({ length: count }, (_, index) => events.filter((row) => bucketOf(row) === index).length),
    byName: new Map(names.map((name) => [name, events.filter(({ event }) => event === name).length])),
  };
}

describeOnDatabases("a filter of events", (database) => {
  const events = manyEvents();
  const filters = eventFilters(events);
  let store: Store;
  let isFilled = false;

  beforeEach(async () => {
    ({ store } = await database.open());
    if (isFilled) return;
    isFilled = true;
    await withTables(database, (db) => insertEventRows(db, events));
  });

  test("of any shape finds the events that the matcher finds, page by page, and counts them", async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 20, max: 300 }), async (filter, limit) => {
        const ids = expected(events, filter).map((row) => row.id);
        expect({
          ids: await idsPageByPage(store, filter, limit),
          count: await store.read("countEvents", { filter }),
        }).toEqual({ ids, count: ids.length });
      }),
      RUNS,
    );
  });

  test("of any shape counts events by name and by time as the matcher finds them", async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (given) => {
        const filter = { ...given, resource: null };
        const buckets = { ...bucketsOf({ ...filter.occurred, unit: "second", interval: 5 }, START), count: SECONDS };
        const byTime = await store.read("countEventsByTime", { filter, buckets });
        const byName = await store.read("countEventsBySubject", { filter, subject: "event" });
        expect({
          byTime: byTime.map(({ count }) => count),
          byName: new Map(byName.map(({ value, count }) => [value, count])),
        }).toEqual(counted(expected(events, filter), buckets));
      }),
      { numRuns: 100 },
    );
  });
});
