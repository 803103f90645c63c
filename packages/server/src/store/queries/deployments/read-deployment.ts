import type { Deployment } from "@tutti/core/wire/deployment";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { deploymentsWithParts } from "./deployments-with-parts.ts";

/** By id, or by the name of its flow and its own. */
export type DeploymentKey = { readonly id: string } | { readonly flow_name: string; readonly deployment_name: string };

export async function readDeployment(
  db: Kysely<Database>,
  deps: Deps,
  params: DeploymentKey,
): Promise<Deployment | null> {
  const all = db.selectFrom("deployment").selectAll("deployment");
  const query =
    "id" in params
      ? all.where("id", "=", params.id)
      : all
          .innerJoin("flow", "flow.id", "deployment.flow_id")
          .where("flow.name", "=", params.flow_name)
          .where("deployment.name", "=", params.deployment_name);
  const [deployment] = await deploymentsWithParts(db, await query.execute(), deps.now());
  return deployment ?? null;
}
