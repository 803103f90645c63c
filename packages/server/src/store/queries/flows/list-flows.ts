import type { Flow, flowsFilterBody } from "@tutti/core/wire/flow";
import { sql, type Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { flowScope } from "../../filters/scope.ts";
import { flowFromRow } from "../../rows/flow-row.ts";
import type { Database } from "../../tables.ts";
import { inOrder } from "../ordered-ids.ts";
import { FLOW_ORDER } from "../run-order.ts";

export async function listFlows(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof flowsFilterBody>,
): Promise<Flow[]> {
  const order = FLOW_ORDER[params.sort];
  const rows = await db
    .selectFrom("flow")
    .selectAll()
    .where(flowScope(dialectOf(db), params))
    .orderBy(inOrder(order.key, sql.ref("flow.id"), order))
    .limit(params.limit)
    .offset(params.offset)
    .execute();
  return rows.map(flowFromRow);
}
