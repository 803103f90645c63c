import type { FlowRunInput, flowRunInputFilterBody } from "@tutti/core/wire/flow-run-input";
import { sql, type Kysely, type SqlBool } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { isStorable, oneOf } from "../../filters/condition.ts";
import { dialectOf } from "../../dialect.ts";
import { flowRunInputFromRow } from "../../rows/flow-run-input-row.ts";
import type { Database } from "../../tables.ts";

/** Inputs whose key begins with the prefix, oldest first. */
export async function listFlowRunInputs(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof flowRunInputFilterBody> & { id: string },
): Promise<FlowRunInput[]> {
  const { id, prefix, exclude_keys, limit } = params;
  if (!isStorable(prefix)) return [];
  const asText = (value: string) => sql`cast(${value} as text)`;
  const rows = await db
    .selectFrom("flow_run_input")
    .selectAll()
    .where("flow_run_id", "=", id)
    .where(sql<SqlBool>`substr(key, 1, length(${asText(prefix)})) = ${asText(prefix)}`)
    .where(sql<SqlBool>`not (${oneOf(dialectOf(db), sql`key`, exclude_keys)})`)
    .orderBy("created")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(flowRunInputFromRow);
}
