import type { variablesCountBody } from "@tutti/core/wire/variable";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { always } from "../../filters/condition.ts";
import { variableMatches } from "../../filters/variable-conditions.ts";
import type { Database } from "../../tables.ts";

export async function countVariables(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof variablesCountBody>,
): Promise<number> {
  const { count } = await db
    .selectFrom("variable")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(params.variables === null ? always : variableMatches(dialectOf(db), params.variables))
    .executeTakeFirstOrThrow();
  return count;
}
