import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { markDeploymentsReady } from "./mark-deployments-ready.ts";

/** A process that serves these deployments asked for their runs. */
export async function recordDeploymentPolls(
  tx: Tx,
  deps: Deps,
  params: { ids: readonly string[] },
): Promise<Outcome<null>> {
  await markDeploymentsReady(tx, deps, params);
  return { result: null };
}
