import type { RecoveryFacts } from "@tutti/core/recoveries";
import { prepared } from "../../store/prepared.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { FlowRunTable } from "../../store/tables.ts";
import type { DeploymentTable } from "../../store/tables/deployment-tables.ts";
import type { Tx } from "../command.ts";

const deploymentLabels = prepared<{ id: string }, Pick<DeploymentTable, "labels">>((db, param) =>
  db.selectFrom("deployment").select("labels").where("id", "=", param("id")),
);

/** What says whether a run is started again when its process is gone. */
export async function recoveryFacts(tx: Tx, row: FlowRunTable): Promise<RecoveryFacts> {
  return { policy: fromJson(row.empirical_policy), deployment: await deploymentOf(tx, row), spent: row.recovery_count };
}

async function deploymentOf(tx: Tx, { deployment_id: id }: FlowRunTable): Promise<RecoveryFacts["deployment"]> {
  if (id === null) return "none";
  const [deployment] = await deploymentLabels(tx, { id });
  if (deployment === undefined) return "gone";
  return { labels: deployment.labels === null ? {} : fromJson(deployment.labels) };
}
