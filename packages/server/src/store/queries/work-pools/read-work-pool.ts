import type { WorkPool } from "@tutti/core/wire/work-pool";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { workPoolsWithSlots } from "./work-pools-with-slots.ts";

export async function readWorkPool(
  db: Kysely<Database>,
  _deps: Deps,
  { name }: { name: string },
): Promise<WorkPool | null> {
  const rows = await db.selectFrom("work_pool").selectAll().where("name", "=", name).execute();
  const [pool] = await workPoolsWithSlots(db, rows);
  return pool ?? null;
}
