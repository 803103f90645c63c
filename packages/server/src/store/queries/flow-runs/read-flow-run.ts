import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { flowRunsWithStates } from "./runs-with-states.ts";

export async function readFlowRun(db: Kysely<Database>, deps: Deps, params: { id: string }): Promise<FlowRun | null> {
  const rows = await db.selectFrom("flow_run").selectAll().where("id", "=", params.id).execute();
  const [run] = await flowRunsWithStates(db, rows, deps.now());
  return run ?? null;
}
