import type { Deployment, deploymentsFilterBody, DeploymentSort } from "@tutti/core/wire/deployment";
import { sql, type Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { deploymentScope } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";
import { inOrder, type RowOrder } from "../ordered-ids.ts";
import { deploymentsWithParts } from "./deployments-with-parts.ts";

const ORDER: Readonly<Record<DeploymentSort, RowOrder>> = {
  CREATED_DESC: { key: sql.ref("deployment.created"), direction: "desc" },
  UPDATED_DESC: { key: sql.ref("deployment.updated"), direction: "desc" },
  NAME_ASC: { key: sql.ref("deployment.name"), direction: "asc" },
  NAME_DESC: { key: sql.ref("deployment.name"), direction: "desc" },
};

export async function listDeployments(
  db: Kysely<Database>,
  deps: Deps,
  params: z.output<typeof deploymentsFilterBody>,
): Promise<Deployment[]> {
  const order = ORDER[params.sort];
  const rows = await db
    .selectFrom("deployment")
    .selectAll()
    .where(deploymentScope(dialectOf(db), params))
    .orderBy(inOrder(order.key, sql.ref("deployment.id"), order))
    .limit(params.limit)
    .offset(params.offset)
    .execute();
  return deploymentsWithParts(db, rows, deps.now());
}
