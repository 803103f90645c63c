import type { DeploymentFilter } from "@tutti/core/wire/infrastructure-filter";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../../store/dialect.ts";
import { deploymentScope } from "../../store/filters/scope.ts";
import type { Outcome, Tx } from "../command.ts";
import { removeEach } from "../remove-each.ts";
import { removeDeployment } from "./delete-deployment.ts";

/** Deletes the first `limit` deployments that match, by name, and says which. */
export async function bulkDeleteDeployments(
  tx: Tx,
  deps: Deps,
  params: { deployments: DeploymentFilter | null; limit: number },
): Promise<Outcome<{ deleted: string[] }>> {
  const matching = await tx
    .selectFrom("deployment")
    .select("id")
    .where(deploymentScope(dialectOf(tx), { deployments: params.deployments }))
    .orderBy("name")
    .orderBy("id")
    .limit(params.limit)
    .execute();
  return removeEach(matching, (id) => removeDeployment(tx, deps, id));
}
