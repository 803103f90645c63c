import { sql, type Kysely, type RawBuilder } from "kysely";
import { dialectOf, type DialectName } from "./dialect.ts";
import { committedEventFromRow, type CommittedEvent } from "./rows/event-row.ts";
import type { Database, EventTable } from "./tables.ts";

// Events in the order of their commits, to be read from a position on, so that a reader that keeps its position misses
// none and gets none twice.
//
// SQLite has one writer, so the number it gives a row when it is inserted is that order. In Postgres a transaction that
// took its numbers early may commit late, and its rows would appear behind a reader that has gone on. So there the order
// is that of transactions as they began to write, and only those are read that no older one can still join: all below the
// oldest that is under way.

/** A place between two events of that order: text that only this file reads. */
export type EventPosition = string;

export interface CommittedEvents {
  readonly events: readonly CommittedEvent[];
  /** Where the next read goes on: after the last of these events, or unmoved when there are none. */
  readonly position: EventPosition;
}

type PositionedRow = EventTable & { position: EventPosition };

interface Order {
  /** The position of a row. */
  readonly position: RawBuilder<EventPosition>;
  readonly order: RawBuilder<unknown>;
  readonly after: (position: EventPosition) => RawBuilder<boolean>;
  readonly upTo: (position: EventPosition) => RawBuilder<boolean>;
  /** Selects the position after everything that was committed, or before what is being committed just now. */
  readonly end: RawBuilder<{ position: EventPosition }>;
}

const orders: Record<DialectName, Order> = {
  sqlite: {
    position: sql<EventPosition>`cast(seq as text)`,
    order: sql`seq`,
    after: (position) => sql<boolean>`seq > ${Number(position)}`,
    upTo: (position) => sql<boolean>`seq <= ${Number(position)}`,
    end: sql`select cast(coalesce(max(seq), 0) as text) as position from event`,
  },
  postgres: {
    position: sql<EventPosition>`(xid::text || '.' || seq::text)`,
    order: sql`xid, seq`,
    after(position) {
      const [xid = "0", seq = "0"] = position.split(".");
      return sql<boolean>`((xid, seq) > (${xid}::xid8, ${seq}::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot()))`;
    },
    upTo(position) {
      const [xid = "0", seq = "0"] = position.split(".");
      return sql<boolean>`(xid, seq) <= (${xid}::xid8, ${seq}::bigint)`;
    },
    end: sql`select pg_snapshot_xmin(pg_current_snapshot())::text || '.0' as position`,
  },
};

/** Before the first event there is. */
export const FEED_START: EventPosition = "0";

/** The events committed after the position, at most so many. */
export async function eventsAfter(
  db: Kysely<Database>,
  position: EventPosition,
  limit: number,
): Promise<CommittedEvents> {
  const order = orders[dialectOf(db)];
  const { rows } = await sql<PositionedRow>`
    select id, occurred, received, event, resource_id, resource, related, payload, follows, ${order.position} as position
    from event where ${order.after(position)} order by ${order.order} limit ${limit}`.execute(db);
  return { events: rows.map(committedEventFromRow), position: rows.at(-1)?.position ?? position };
}

/** From here on is what is committed from now on; with Postgres perhaps also what was committed a moment ago. */
export async function feedEnd(db: Kysely<Database>): Promise<EventPosition> {
  const { rows } = await orders[dialectOf(db)].end.execute(db);
  return rows[0]?.position ?? FEED_START;
}

/** Those of the events that a reader at the position has passed. */
export async function eventsPassed(
  db: Kysely<Database>,
  position: EventPosition,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const order = orders[dialectOf(db)];
  const { rows } = await sql<{ id: string }>`
    select id from event where id in (${sql.join(ids)}) and ${order.upTo(position)}`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
