import { ownAttempts } from "@tutti/core/own-attempts";
import { prepared } from "../../store/prepared.ts";
import type { FlowRunStateTable, FlowRunTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";

const statesOf = prepared<{ id: string }, Pick<FlowRunStateTable, "type" | "name">>((db, param) =>
  db.selectFrom("flow_run_state").select(["type", "name"]).where("flow_run_id", "=", param("id")).orderBy("timestamp"),
);

/** How many attempts a run has had, without those that were cut short. Of one that is in its first there are none. */
export async function attemptsOf(tx: Tx, { id, run_count }: FlowRunTable): Promise<number> {
  return run_count > 1 ? ownAttempts(await statesOf(tx, { id })) : run_count;
}
