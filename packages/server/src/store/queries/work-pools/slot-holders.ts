import { secondsBetween, type Instant } from "@tutti/core/instant";
import type { StateType } from "@tutti/core/state-type";
import type { FlowRunSlot } from "@tutti/core/wire/work-queue";
import type { Kysely } from "kysely";
import { formatOrNull } from "../../rows/format-or-null.ts";
import type { Database } from "../../tables.ts";

interface Wanted {
  readonly queueId: string;
  readonly states: readonly StateType[];
  readonly limit: number;
  readonly offset: number;
}

/** The runs that hold a queue's slots, in the order of their ids. */
export async function slotHolders(
  db: Kysely<Database>,
  { queueId, states, limit, offset }: Wanted,
  now: Instant,
): Promise<FlowRunSlot[]> {
  const rows = await db
    .selectFrom("flow_run")
    .select(["id", "name", "state_type", "state_name", "start_time", "state_timestamp"])
    .where("work_queue_id", "=", queueId)
    .where("state_type", "in", states)
    .orderBy("id")
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    state_type: row.state_type,
    state_name: row.state_name,
    start_time: formatOrNull(row.start_time),
    state_timestamp: formatOrNull(row.state_timestamp),
    time_in_current_state: row.state_timestamp === null ? null : secondsBetween(now, row.state_timestamp),
  }));
}
