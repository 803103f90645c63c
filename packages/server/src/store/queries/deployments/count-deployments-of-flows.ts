import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";

/** How many deployments each of the flows has, those without any among them. */
export async function countDeploymentsOfFlows(
  db: Kysely<Database>,
  _deps: Deps,
  { flow_ids }: { flow_ids: readonly string[] },
): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom("deployment")
    .select(({ fn }) => ["flow_id", fn.countAll<number>().as("count")])
    .where(oneOf(dialectOf(db), sql.ref("flow_id"), flow_ids))
    .groupBy("flow_id")
    .execute();
  const counts = new Map(rows.map((row) => [row.flow_id, row.count]));
  return Object.fromEntries(flow_ids.map((id) => [id, counts.get(id) ?? 0]));
}
