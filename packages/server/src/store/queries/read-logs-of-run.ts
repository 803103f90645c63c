import type { Kysely } from "kysely";
import type { Instant } from "@tutti/core/instant";
import type { Deps } from "../../deps.ts";
import type { Database, LogTable } from "../tables.ts";

/** Where to go on: after this log. */
export interface LogPosition {
  readonly timestamp: Instant;
  readonly id: string;
}

/** The run's next logs by time, after those that were read. */
export async function readLogsOfRun(
  db: Kysely<Database>,
  _deps: Deps,
  params: { flowRunId: string; after: LogPosition | null; limit: number },
): Promise<LogTable[]> {
  const { flowRunId, after, limit } = params;
  return db
    .selectFrom("log")
    .selectAll()
    .where("flow_run_id", "=", flowRunId)
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple("timestamp", "id"), ">", tuple(after?.timestamp ?? (0 as Instant), after?.id ?? "")),
      ),
    )
    .orderBy("timestamp")
    .orderBy("id")
    .limit(limit)
    .execute();
}
