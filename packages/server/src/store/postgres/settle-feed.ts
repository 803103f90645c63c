import { sql, type Kysely } from "kysely";
import { beginMigration } from "../dialect.ts";
import type { Database } from "../tables.ts";

/** Older than every transaction of a cluster's life: those of its own making begin above it. */
const BEFORE_ALL = 1;

/**
 * A database that was dumped and restored comes to a cluster whose transactions count anew: its events seem to be written by
 * transactions that are yet to come, and whoever reads on from there would wait for them. Such events become older than
 * everything, in the order of their numbers, and every reader goes on after the last event that it had passed. So do
 * logs, which nobody needs to be told of again.
 */
export async function settleFeed(db: Kysely<Database>): Promise<void> {
  if (!(await isAhead(db))) return;
  await db.transaction().execute(async (tx) => {
    await beginMigration(tx);
    if (!(await isAhead(tx))) return;
    const cursors = await tx.selectFrom("event_cursor").selectAll().execute();
    for (const { consumer, position } of cursors) {
      const [xid = "0", seq = "0"] = position.split(".");
      const { rows } = await sql<{ passed: string }>`select coalesce(max(seq), 0)::text as passed from event
        where (xid, seq) <= (${xid}::xid8, ${seq}::bigint)`.execute(tx);
      const passed = `${BEFORE_ALL}.${rows[0]?.passed ?? "0"}`;
      await tx.updateTable("event_cursor").set({ position: passed }).where("consumer", "=", consumer).execute();
    }
    await sql`update log set xid = ${String(BEFORE_ALL)}::xid8 where xid >= pg_snapshot_xmax(pg_current_snapshot())`.execute(
      tx,
    );
    await sql`update event set xid = ${String(BEFORE_ALL)}::xid8`.execute(tx);
  });
}

/** Whether an event, a log or a reader is where this cluster has not come yet. */
async function isAhead(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ ahead: boolean }>`select
    exists (select 1 from event where xid >= pg_snapshot_xmax(pg_current_snapshot()))
    or exists (select 1 from log where xid >= pg_snapshot_xmax(pg_current_snapshot()))
    or exists (select 1 from event_cursor
      where split_part(position, '.', 1)::xid8 >= pg_snapshot_xmax(pg_current_snapshot())) as ahead`.execute(db);
  return rows[0]?.ahead === true;
}
