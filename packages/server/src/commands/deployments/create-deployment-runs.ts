import { ApiError } from "@tutti/core/errors";
import type { DeploymentRunCreate, DeploymentRunsCreated } from "@tutti/core/wire/deployment-run";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { makeRun } from "./create-deployment-run.ts";
import { deploymentRow } from "./deployment-run.ts";

const AT_ONCE_MAX = 100;

/** Makes runs of the deployment; one that is refused leaves the others alone. Throws `not_found`, and `bad_request` for too many. */
export async function createDeploymentRuns(
  tx: Tx,
  deps: Deps,
  { id, creates }: { id: string; creates: readonly DeploymentRunCreate[] },
): Promise<Outcome<DeploymentRunsCreated>> {
  if (creates.length > AT_ONCE_MAX) {
    throw new ApiError("bad_request", `Cannot create more than ${AT_ONCE_MAX} flow runs at once.`);
  }
  const deployment = await deploymentRow(tx, id);
  if (deployment === undefined) throw new ApiError("not_found", "Deployment not found");
  const results: DeploymentRunsCreated["results"] = [];
  const changes: (() => LiveChange[])[] = [];
  for (const create of creates) {
    try {
      const { result, changes: change } = await makeRun(tx, deps, deployment, create);
      results.push({ flow_run_id: result.flow_run.id, status: "CREATED", error: null });
      if (change !== undefined) changes.push(change);
    } catch (error) {
      // Refusals come before anything is written.
      if (!(error instanceof ApiError)) throw error;
      results.push({ flow_run_id: null, status: "FAILED", error: error.detail });
    }
  }
  return { result: { results }, changes: () => changes.flatMap((change) => change()) };
}
