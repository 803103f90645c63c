import type { automationsCountBody } from "@tutti/core/wire/automation";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { automationMatches } from "../../filters/automation-conditions.ts";
import { always } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";

export async function countAutomations(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof automationsCountBody>,
): Promise<number> {
  const { count } = await db
    .selectFrom("automation")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(params.automations === null ? always : automationMatches(dialectOf(db), params.automations))
    .executeTakeFirstOrThrow();
  return count;
}
