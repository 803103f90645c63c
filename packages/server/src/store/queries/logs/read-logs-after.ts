import type { Log } from "@tutti/core/wire/log";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { FeedPage } from "../../committed-feed.ts";
import { logFromRow } from "../../rows/log-row.ts";
import type { Database, LogTable } from "../../tables.ts";

/**
 * The logs committed after the position, at most so many, in the order of their transactions: of a database that several
 * servers write, as `committed-events.ts` says of events.
 */
export async function readLogsAfter(
  db: Kysely<Database>,
  _deps: Deps,
  { position, limit }: { position: string; limit: number },
): Promise<FeedPage<Log>> {
  const [xid = "0", id = ""] = position.split(".");
  const { rows } = await sql<LogTable & { xid: string }>`
    select id, created, updated, name, level, message, timestamp, flow_run_id, task_run_id, xid::text as xid
    from log where xid >= ${xid}::xid8 and (xid, id) > (${xid}::xid8, ${id})
      and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by log.xid, id limit ${limit}`.execute(db);
  const last = rows.at(-1);
  return { items: rows.map(logFromRow), position: last === undefined ? position : `${last.xid}.${last.id}` };
}
