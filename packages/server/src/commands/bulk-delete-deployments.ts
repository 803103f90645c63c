import type { DeploymentFilter } from "@tutti/core/wire/infrastructure-filter";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../deps.ts";
import { dialectOf } from "../store/dialect.ts";
import { deploymentScope } from "../store/filters/scope.ts";
import type { Outcome, Tx } from "./command.ts";
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
  const deleted: string[] = [];
  const gone: LiveChange[] = [];
  for (const { id } of matching) {
    const changes = await removeDeployment(tx, deps, id);
    if (changes === null) continue;
    deleted.push(id);
    gone.push(...changes);
  }
  return { result: { deleted }, changes: () => gone };
}
