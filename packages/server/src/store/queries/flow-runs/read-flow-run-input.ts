import type { FlowRunInput } from "@tutti/core/wire/flow-run-input";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { flowRunInputFromRow } from "../../rows/flow-run-input-row.ts";
import type { Database } from "../../tables.ts";

export async function readFlowRunInput(
  db: Kysely<Database>,
  _deps: Deps,
  params: { id: string; key: string },
): Promise<FlowRunInput | null> {
  const row = await db
    .selectFrom("flow_run_input")
    .selectAll()
    .where("flow_run_id", "=", params.id)
    .where("key", "=", params.key)
    .executeTakeFirst();
  return row === undefined ? null : flowRunInputFromRow(row);
}
