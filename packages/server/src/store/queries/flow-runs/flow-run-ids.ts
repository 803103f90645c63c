import type { FlowRunSort } from "@tutti/core/wire/flow-run";
import type { Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { startBounds } from "../../filters/flow-run-candidates.ts";
import { flowRunScope, type ObjectFilters } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";
import { orderedIds } from "../ordered-ids.ts";
import { FLOW_RUN_ORDER } from "../run-order.ts";
import { flowRunAccess } from "./flow-run-access.ts";

/** Ids of a page of flow runs, in order. */
export async function flowRunIds(
  db: Kysely<Database>,
  params: ObjectFilters & { sort: FlowRunSort; limit: number; offset: number },
): Promise<string[]> {
  const order = FLOW_RUN_ORDER[params.sort];
  const rows = await orderedIds(db, "flow_run", {
    access: await flowRunAccess(db, params),
    scope: flowRunScope(dialectOf(db), params),
    within: order.isByStart === true ? startBounds(params) : [],
    order,
    limit: params.limit,
    offset: params.offset,
  });
  return rows.map((row) => row.id);
}
