import { ApiError } from "@tutti/core/errors";
import type { DeploymentTable } from "../../store/tables/deployment-tables.ts";
import type { Tx } from "../command.ts";

/** The deployment, locked until the commit: its schedules and the runs made by them change one at a time. Throws `not_found`. */
export async function lockDeployment(tx: Tx, id: string, detail = "Deployment not found"): Promise<DeploymentTable> {
  const row = await tx.selectFrom("deployment").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (row === undefined) throw new ApiError("not_found", detail);
  return row;
}
