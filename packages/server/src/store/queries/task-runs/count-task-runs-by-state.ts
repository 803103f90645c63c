import { STATE_TYPES, type StateType } from "@tutti/core/state-type";
import type { taskRunsCountBody } from "@tutti/core/wire/task-run";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { taskRunScope } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";

/** All nine types, zeros included. */
export async function countTaskRunsByState(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof taskRunsCountBody>,
): Promise<Record<StateType, number>> {
  const rows = await db
    .selectFrom("task_run")
    .select(({ fn }) => ["state_type", fn.countAll<number>().as("count")])
    .where(taskRunScope(dialectOf(db), params))
    .groupBy("state_type")
    .execute();
  const counts = new Map(rows.map((row) => [row.state_type, row.count]));
  return Object.fromEntries(STATE_TYPES.map((type) => [type, counts.get(type) ?? 0])) as Record<StateType, number>;
}
