import type { Automation, automationsFilterBody, automationSort } from "@tutti/core/wire/automation";
import { sql, type Kysely, type RawBuilder } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { automationMatches } from "../../filters/automation-conditions.ts";
import { always } from "../../filters/condition.ts";
import { automationFromRow } from "../../rows/automation-row.ts";
import type { Database } from "../../tables.ts";

const ORDER: Readonly<Record<z.infer<typeof automationSort>, RawBuilder<unknown>>> = {
  CREATED_DESC: sql`created desc, id desc`,
  UPDATED_DESC: sql`updated desc, id desc`,
  NAME_DESC: sql`name desc, id desc`,
  NAME_ASC: sql`name asc, id asc`,
};

export async function listAutomations(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof automationsFilterBody>,
): Promise<Automation[]> {
  const rows = await db
    .selectFrom("automation")
    .selectAll()
    .where(params.automations === null ? always : automationMatches(dialectOf(db), params.automations))
    .orderBy(ORDER[params.sort])
    .limit(params.limit)
    .offset(params.offset)
    .execute();
  return rows.map(automationFromRow);
}
