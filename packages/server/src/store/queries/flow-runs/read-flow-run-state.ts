import type { State } from "@tutti/core/wire/state";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { stateFromRow } from "../../rows/state-row.ts";
import type { Database } from "../../tables.ts";

export async function readFlowRunState(
  db: Kysely<Database>,
  _deps: Deps,
  params: { id: string },
): Promise<State | null> {
  const row = await db.selectFrom("flow_run_state").selectAll().where("id", "=", params.id).executeTakeFirst();
  return row === undefined ? null : stateFromRow(row);
}
