import type { FlowRun } from "@tutti/core/wire/flow-run";
import { prepared } from "../../store/prepared.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import type { DeploymentTable } from "../../store/tables/deployment-tables.ts";
import type { FlowRunTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";

// What all runs of a deployment have from it, whoever makes them.

const deploymentById = prepared<{ id: string }, DeploymentTable>((db, param) =>
  db.selectFrom("deployment").selectAll().where("id", "=", param("id")),
);

export async function deploymentRow(tx: Tx, id: string): Promise<DeploymentTable | undefined> {
  const [row] = await deploymentById(tx, { id });
  return row;
}

/** The deployment's, then the server's, then the run's own: the later win. */
export function deploymentRunLabels(
  deployment: DeploymentTable,
  own: FlowRun["labels"] | null | undefined,
): FlowRunTable["labels"] {
  return toJson({
    ...(deployment.labels === null ? {} : fromJson(deployment.labels)),
    "prefect.flow.id": deployment.flow_id,
    "prefect.deployment.id": deployment.id,
    ...own,
  });
}
