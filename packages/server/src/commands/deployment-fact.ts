import type { DeploymentFact } from "@tutti/core/flow-transition";
import type { Tx } from "./command.ts";
import { deploymentRow } from "./deployment-run.ts";

/** What the rules are told of the deployment that a run names. */
export async function deploymentFact(tx: Tx, id: string | null): Promise<DeploymentFact> {
  if (id === null) return { kind: "none" };
  return (await deploymentRow(tx, id)) === undefined ? { kind: "missing" } : { kind: "found", concurrency: null };
}
