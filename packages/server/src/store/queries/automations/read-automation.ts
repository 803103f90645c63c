import type { Automation } from "@tutti/core/wire/automation";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { automationFromRow } from "../../rows/automation-row.ts";
import type { Database } from "../../tables.ts";

export async function readAutomation(
  db: Kysely<Database>,
  _deps: Deps,
  params: { id: string },
): Promise<Automation | null> {
  const row = await db.selectFrom("automation").selectAll().where("id", "=", params.id).executeTakeFirst();
  return row === undefined ? null : automationFromRow(row);
}
