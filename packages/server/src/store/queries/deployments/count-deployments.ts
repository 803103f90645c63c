import type { deploymentsCountBody } from "@tutti/core/wire/deployment";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { deploymentScope } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";

export async function countDeployments(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof deploymentsCountBody>,
): Promise<number> {
  const { count } = await db
    .selectFrom("deployment")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(deploymentScope(dialectOf(db), params))
    .executeTakeFirstOrThrow();
  return count;
}
