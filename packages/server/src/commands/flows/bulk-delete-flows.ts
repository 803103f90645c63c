import type { FlowFilter } from "@tutti/core/wire/flow-filter";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../../store/dialect.ts";
import { flowScope } from "../../store/filters/scope.ts";
import type { Outcome, Tx } from "../command.ts";
import { removeEach } from "../remove-each.ts";
import { removeFlow } from "./delete-flow.ts";

/** Deletes the first `limit` flows that match, with their runs, and says which. */
export async function bulkDeleteFlows(
  tx: Tx,
  deps: Deps,
  params: { flows: FlowFilter | null; limit: number },
): Promise<Outcome<{ deleted: string[] }>> {
  const matching = await tx
    .selectFrom("flow")
    .select("id")
    .where(flowScope(dialectOf(tx), { flows: params.flows }))
    .orderBy("id")
    .limit(params.limit)
    .execute();
  return removeEach(matching, (id) => removeFlow(tx, deps, id));
}
