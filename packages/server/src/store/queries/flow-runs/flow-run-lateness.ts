import type { flowRunsCountBody } from "@tutti/core/wire/flow-run";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { flowRunScope } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";
import { latenessMicros } from "../../run-estimate-columns.ts";

/** Mean seconds by which the runs started late or are overdue, runs on time included; null when there are none. */
export async function flowRunLateness(
  db: Kysely<Database>,
  deps: Deps,
  params: z.output<typeof flowRunsCountBody>,
): Promise<number | null> {
  const { micros, runs } = await db
    .selectFrom("flow_run")
    .select(({ fn }) => [
      sql<number | null>`cast(sum(${latenessMicros("flow_run", deps.now())}) as bigint)`.as("micros"),
      fn.countAll<number>().as("runs"),
    ])
    .where(flowRunScope(dialectOf(db), params))
    .executeTakeFirstOrThrow();
  return micros === null ? null : micros / runs / 1_000_000;
}
