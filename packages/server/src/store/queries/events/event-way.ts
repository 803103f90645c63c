import type { EventFilter } from "@tutti/core/wire/event-filter";
import { sql, type Kysely, type RawBuilder, type SqlBool } from "kysely";
import { dialectOf, shortOnly, testOnly, type DialectName } from "../../dialect.ts";
import { combine, type Condition } from "../../filters/condition.ts";
import { eventConditions } from "../../filters/event-conditions.ts";
import { isSearchKey } from "../../search-key.ts";
import type { Database } from "../../tables.ts";
import { eventNames } from "./event-names.ts";

// How the events that a filter may want are reached: by one index, which has those of a name or a resource in the order
// in which they occurred. What else the filter asks is then read from each of them.

export type EventWindow = EventFilter["occurred"];

export interface EventWay {
  /** Holds for the candidates that occurred in the window; an index answers it. */
  within(window: EventWindow): Condition;
  /** Selects `occurred` of the candidates of the window, in parts that an index has in order. */
  times(window: EventWindow, direction: RawBuilder<unknown>, limit: number): RawBuilder<unknown>;
  /** Selects how many candidates are in the window. */
  count(window: EventWindow): RawBuilder<{ count: number }>;
  /** Whether the index has all candidates in order, however many. */
  readonly isInOrder: boolean;
  /** What is left to be tested of a candidate; null when nothing is. */
  readonly test: Condition | null;
}

/** Each key is one more part to be merged. */
const KEYS_MAX = 20;
const NAMES_MAX = 50;

interface Key {
  readonly table: "event" | "event_related";
  readonly column: "event" | "resource_id";
  readonly values: readonly string[];
}

/** The narrowest way there is. */
export async function eventWay(db: Kysely<Database>, filter: EventFilter): Promise<EventWay> {
  const dialect = dialectOf(db);
  const { keys, rest } = byResource(filter) ?? (await byName(db, filter)) ?? { keys: [], rest: filter };
  const conditions = eventConditions(dialect, rest);
  const test = conditions.length === 0 ? null : testOnly(dialect, combine("and_", conditions));
  return keys.length === 0 ? { ...everything, test } : { ...byKeys(dialect, keys), test };
}

/** Holds for the events of the window that the filter wants. */
export function wayMatches(way: EventWay, window: EventWindow): Condition {
  return combine("and_", [way.within(window), ...(way.test === null ? [] : [way.test])]);
}

interface Choice {
  readonly keys: readonly Key[];
  /** What the keys leave unsaid. */
  readonly rest: EventFilter;
}

function byResource(filter: EventFilter): Choice | null {
  const { resource, related, any_resource } = filter;
  if (areKeys(resource?.id)) {
    const keys = [{ table: "event", column: "resource_id", values: resource.id } as const];
    return { keys, rest: { ...filter, resource: { ...resource, id: null } } };
  }
  for (const one of related) {
    if (!areKeys(one.id)) continue;
    const isAll = [one.role, one.resources_in_roles, one.labels].every(isEmpty);
    const keys = [{ table: "event_related", column: "resource_id", values: one.id } as const];
    return { keys, rest: isAll ? { ...filter, related: related.filter((other) => other !== one) } : filter };
  }
  for (const one of any_resource) {
    if (!areKeys(one.id)) continue;
    const isAll = [one.id_prefix, one.labels].every(isEmpty);
    const keys = (["event", "event_related"] as const).map((table): Key => ({
      table,
      column: "resource_id",
      values: one.id ?? [],
    }));
    return { keys, rest: isAll ? { ...filter, any_resource: any_resource.filter((other) => other !== one) } : filter };
  }
  return null;
}

async function byName(db: Kysely<Database>, filter: EventFilter): Promise<Choice | null> {
  const { event } = filter;
  if (event === null || event === undefined) return null;
  if (areKeys(event.name)) {
    return { keys: [keyOfNames(event.name)], rest: { ...filter, event: { ...event, name: null } } };
  }
  if (isEmpty(event.prefix)) return null;
  const names = await eventNames(db, event.prefix ?? [], NAMES_MAX);
  // No event has an empty name.
  return names === null
    ? null
    : { keys: [keyOfNames(["", ...names])], rest: { ...filter, event: { ...event, prefix: null } } };
}

function keyOfNames(values: readonly string[]): Key {
  return { table: "event", column: "event", values };
}

function areKeys(ids: readonly string[] | null | undefined): ids is readonly string[] {
  return ids !== null && ids !== undefined && ids.length > 0 && ids.length <= KEYS_MAX && ids.every(isSearchKey);
}

function isEmpty(part: object | null | undefined): boolean {
  return part === null || part === undefined || Object.keys(part).length === 0;
}

const everything = {
  within: (window: EventWindow) => occurredIn("event", window),
  times: (window: EventWindow, direction: RawBuilder<unknown>, limit: number) =>
    sql`select occurred from event where ${occurredIn("event", window)} order by occurred ${direction} limit ${limit}`,
  count: (window: EventWindow) =>
    sql<{ count: number }>`select count(*) as count from event where ${occurredIn("event", window)}`,
  isInOrder: true,
};

function byKeys(dialect: DialectName, keys: readonly Key[]): Omit<EventWay, "test"> {
  const [only] = keys;
  const isOfEvents = keys.length === 1 && only?.table === "event";
  const ids = (window: EventWindow) =>
    sql.join(
      keys.map(
        (key) => sql`select ${idOf(key)} as id from ${sql.table(key.table)} where ${hasKey(dialect, key, window)}`,
      ),
      sql` union all `,
    );
  return {
    within: (window) => (isOfEvents ? hasKey(dialect, only, window) : sql<SqlBool>`event.id in (${ids(window)})`),
    times(window, direction, limit) {
      const parts = keys.flatMap((key) =>
        distinct(key.values).map(
          (value) => sql`select * from (select occurred from ${sql.table(key.table)}
            where ${hasKey(dialect, { ...key, values: [value] }, window)}
            order by occurred ${direction} limit ${limit}) as part`,
        ),
      );
      return sql.join(parts, sql` union all `);
    },
    count(window) {
      if (isOfEvents) return sql`select count(*) as count from event where ${hasKey(dialect, only, window)}`;
      const isOnce = keys.length === 1 && only !== undefined && distinct(only.values).length === 1;
      return sql`select count(${isOnce ? sql`*` : sql`distinct id`}) as count from (${ids(window)}) as found`;
    },
    isInOrder: false,
  };
}

function hasKey(dialect: DialectName, { table, column, values }: Key, window: EventWindow): Condition {
  const name = sql.ref(`${table}.${column}`);
  return combine("and_", [
    sql<SqlBool>`${name} in (${sql.join(distinct(values))})`,
    ...(table === "event" ? shortOnly(dialect, `event.${column}`) : []),
    occurredIn(table, window),
  ]);
}

function idOf({ table }: Key): RawBuilder<string> {
  return table === "event" ? sql.ref("event.id") : sql.ref("event_related.event_id");
}

function occurredIn(table: Key["table"], { since, until }: EventWindow): Condition {
  const occurred = sql.ref(`${table}.occurred`);
  return sql<SqlBool>`${occurred} >= ${since} and ${occurred} <= ${until}`;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
