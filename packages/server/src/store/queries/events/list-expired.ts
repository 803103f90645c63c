import { TERMINAL_STATE_TYPES } from "@tutti/core/state-type";
import type { Instant } from "@tutti/core/instant";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf, testOnly } from "../../dialect.ts";
import type { Database } from "../../tables.ts";

export interface Age {
  readonly before: Instant;
  readonly limit: number;
}

/** The oldest events from before then, all or those of one name. */
export async function listExpiredEvents(
  db: Kysely<Database>,
  _deps: Deps,
  { before, limit, event }: Age & { event: string | null },
): Promise<string[]> {
  const expired = await db
    .selectFrom("event")
    .select("id")
    .where("occurred", "<", before)
    .$if(event !== null, (query) => query.where("event", "=", event ?? ""))
    .orderBy("occurred")
    .limit(limit)
    .execute();
  return expired.map(({ id }) => id);
}

/** The oldest logs from before then. */
export async function listExpiredLogs(db: Kysely<Database>, _deps: Deps, { before, limit }: Age): Promise<string[]> {
  const expired = await db
    .selectFrom("log")
    .select("id")
    .where("timestamp", "<", before)
    .orderBy("timestamp")
    .limit(limit)
    .execute();
  return expired.map(({ id }) => id);
}

/** The flow runs that ended before then, the oldest first. A subflow is kept as long as the run that called it. */
export async function listExpiredFlowRuns(
  db: Kysely<Database>,
  _deps: Deps,
  { before, limit }: Age,
): Promise<string[]> {
  const expired = await db
    .selectFrom("flow_run")
    .select("id")
    .where("end_time", "<", before)
    .where((where) => testOnly(dialectOf(db), where("state_type", "in", TERMINAL_STATE_TYPES)))
    .where("parent_task_run_id", "is", null)
    .orderBy("end_time")
    .limit(limit)
    .execute();
  return expired.map(({ id }) => id);
}
