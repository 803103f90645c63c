import type { DeploymentSchedule } from "@tutti/core/wire/schedule";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { deploymentScheduleFromRow } from "../../rows/deployment-schedule-row.ts";
import type { Database } from "../../tables.ts";

/** The last changed first; null when there is no such deployment. */
export async function listSchedules(
  db: Kysely<Database>,
  _deps: Deps,
  { deploymentId }: { deploymentId: string },
): Promise<DeploymentSchedule[] | null> {
  const rows = await db
    .selectFrom("deployment")
    .leftJoin("deployment_schedule as schedule", "schedule.deployment_id", "deployment.id")
    .selectAll("schedule")
    .where("deployment.id", "=", deploymentId)
    .orderBy("schedule.updated", "desc")
    .orderBy("schedule.id")
    .execute();
  if (rows.length === 0) return null;
  return rows.flatMap((row) => (isWhole(row) ? [deploymentScheduleFromRow(row)] : []));
}

type Whole = Database["deployment_schedule"];

/** A deployment without schedules has one row, with nothing in it. */
function isWhole(row: { [C in keyof Whole]: Whole[C] | null }): row is Whole {
  return row.id !== null;
}
