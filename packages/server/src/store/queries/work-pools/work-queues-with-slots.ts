import type { StateType } from "@tutti/core/state-type";
import type { WorkQueue } from "@tutti/core/wire/work-queue";
import type { Kysely } from "kysely";
import { workQueueFromRow, type NamedWorkQueue } from "../../rows/work-queue-row.ts";
import type { Database } from "../../tables.ts";
import { activeSlotsByQueue } from "./active-slots.ts";

/** The queues as clients see them, in their order; one more statement when some have a limit. */
export async function workQueuesWithSlots(
  db: Kysely<Database>,
  rows: readonly NamedWorkQueue[],
  slotStates: readonly StateType[],
): Promise<WorkQueue[]> {
  const limited = rows.filter((row) => row.concurrency_limit !== null).map((row) => row.id);
  const slots = await activeSlotsByQueue(db, limited, slotStates);
  return rows.map((row) => workQueueFromRow(row, slots.get(row.id) ?? 0));
}
