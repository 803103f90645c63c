import type { Automation } from "@tutti/core/wire/automation";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { automationFromRow } from "../../rows/automation-row.ts";
import type { Database } from "../../tables.ts";

/** The automations that belong to an object or act on it, oldest first. */
export async function listAutomationsOfResource(
  db: Kysely<Database>,
  _deps: Deps,
  params: { resourceId: string },
): Promise<Automation[]> {
  const rows = await db
    .selectFrom("automation_resource")
    .innerJoin("automation", "automation.id", "automation_resource.automation_id")
    .selectAll("automation")
    .where("automation_resource.resource_id", "=", params.resourceId)
    .orderBy("automation.created")
    .orderBy("automation.id")
    .execute();
  return rows.map(automationFromRow);
}
