import { ApiError } from "@tutti/core/errors";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { removeScheduledRuns } from "../schedules/remove-scheduled-runs.ts";
import { emitDeploymentEvent } from "./deployment-event.ts";
import { removeOwnLimit } from "./deployment-limit.ts";

/** Deletes the deployment with its schedules, its own limit and the runs that have not begun. Others keep its id. */
export async function deleteDeployment(tx: Tx, deps: Deps, params: { id: string }): Promise<Outcome<null>> {
  const gone = await removeDeployment(tx, deps, params.id);
  if (gone === null) throw new ApiError("not_found", "Deployment not found");
  return { result: null, changes: () => gone };
}

/** What the live sockets shall hear; null when there is no such deployment. */
export async function removeDeployment(tx: Tx, deps: Deps, id: string): Promise<LiveChange[] | null> {
  const row = await tx.selectFrom("deployment").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (row === undefined) return null;
  await emitDeploymentEvent(tx, deps, "deleted", row);
  const gone = await removeScheduledRuns(tx, { deploymentId: id, autoScheduledOnly: false, after: null });
  await tx.deleteFrom("deployment").where("id", "=", id).execute();
  await removeOwnLimit(tx, deps, row);
  return gone;
}
