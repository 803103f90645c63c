import { POLLED_WITHIN_SECONDS, wasPolledRecently } from "@tutti/core/polls";
import type { WorkQueueHealth } from "@tutti/core/wire/work-queue";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { formatOrNull } from "../../rows/format-or-null.ts";
import type { Database } from "../../tables.ts";

const LATE_RUNS_MAX = 0;

/** A queue is healthy while it is polled and no run of it is late. Null when there is no such queue. */
export async function workQueueHealth(
  db: Kysely<Database>,
  deps: Deps,
  { id }: { id: string },
): Promise<WorkQueueHealth | null> {
  const queue = await db.selectFrom("work_queue").select("last_polled").where("id", "=", id).executeTakeFirst();
  if (queue === undefined) return null;
  const { late } = await db
    .selectFrom("flow_run")
    .select(({ fn }) => fn.countAll<number>().as("late"))
    .where("work_queue_id", "=", id)
    .where("state_type", "=", "SCHEDULED")
    .where("state_name", "=", "Late")
    .executeTakeFirstOrThrow();
  return {
    healthy: late <= LATE_RUNS_MAX && wasPolledRecently(queue.last_polled, deps.now()),
    late_runs_count: late,
    last_polled: formatOrNull(queue.last_polled),
    health_check_policy: {
      maximum_late_runs: LATE_RUNS_MAX,
      maximum_seconds_since_last_polled: POLLED_WITHIN_SECONDS,
    },
  };
}
