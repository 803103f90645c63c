import type { flowsCountBody } from "@tutti/core/wire/flow";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { flowScope } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";

export async function countFlows(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof flowsCountBody>,
): Promise<number> {
  const { count } = await db
    .selectFrom("flow")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(flowScope(dialectOf(db), params))
    .executeTakeFirstOrThrow();
  return count;
}
