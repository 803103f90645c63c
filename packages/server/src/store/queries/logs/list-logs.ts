import type { Log, logsFilterBody } from "@tutti/core/wire/log";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { always } from "../../filters/condition.ts";
import { logMatches } from "../../filters/log-conditions.ts";
import { logFromRow } from "../../rows/log-row.ts";
import type { Database } from "../../tables.ts";

/** Logs of one moment stand in the order in which they were received. */
export async function listLogs(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof logsFilterBody>,
): Promise<Log[]> {
  const direction = params.sort === "TIMESTAMP_ASC" ? "asc" : "desc";
  const rows = await db
    .selectFrom("log")
    .selectAll()
    .where(params.logs === null ? always : logMatches(dialectOf(db), params.logs))
    .orderBy("timestamp", direction)
    .orderBy("id", direction)
    .limit(params.limit)
    .offset(params.offset)
    .execute();
  return rows.map(logFromRow);
}
