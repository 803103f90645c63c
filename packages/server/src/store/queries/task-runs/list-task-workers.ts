import { addSeconds, formatInstant } from "@tutti/core/instant";
import type { TaskWorker } from "@tutti/core/wire/task-worker";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { sharedNow } from "../../dialect.ts";
import { fromJson } from "../../rows/json-column.ts";
import type { Database } from "../../tables.ts";

/** Servers note their workers every ten seconds. */
const SEEN_WITHIN_SECONDS = 30;

/** The workers that are connected, of any of these tasks; of all tasks when null. One with two connections is one. */
export async function listTaskWorkers(
  db: Kysely<Database>,
  deps: Deps,
  { keys }: { keys: readonly string[] | null },
): Promise<TaskWorker[]> {
  const now = await sharedNow(db, deps);
  const rows = await db
    .selectFrom("task_worker")
    .selectAll()
    .where("last_seen", ">=", addSeconds(now, -SEEN_WITHIN_SECONDS))
    .orderBy("id")
    .execute();
  const workers = [...Map.groupBy(rows, (row) => row.identifier)].map(([identifier, connections]) => ({
    identifier,
    task_keys: [...new Set(connections.flatMap((row) => fromJson(row.task_keys)))],
    timestamp: formatInstant(connections.map((row) => row.last_seen).reduce((a, b) => (a > b ? a : b))),
  }));
  return keys === null ? workers : workers.filter(({ task_keys }) => task_keys.some((key) => keys.includes(key)));
}
