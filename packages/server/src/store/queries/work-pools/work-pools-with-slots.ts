import type { WorkPool } from "@tutti/core/wire/work-pool";
import type { Kysely } from "kysely";
import { workPoolFromRow } from "../../rows/work-pool-row.ts";
import type { Database } from "../../tables.ts";
import type { WorkPoolTable } from "../../tables/work-pool-tables.ts";
import { activeSlotsByPool } from "./active-slots.ts";

/** The pools as clients see them, in their order; one more statement when some have a limit. */
export async function workPoolsWithSlots(db: Kysely<Database>, rows: readonly WorkPoolTable[]): Promise<WorkPool[]> {
  const limited = rows.filter((row) => row.concurrency_limit !== null).map((row) => row.id);
  const slots = await activeSlotsByPool(db, limited);
  return rows.map((row) => workPoolFromRow(row, slots.get(row.id) ?? 0));
}
