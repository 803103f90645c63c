import { formatInstant } from "@tutti/core/instant";
import type { DeploymentSchedule, Schedule } from "@tutti/core/wire/schedule";
import type { DeploymentScheduleTable } from "../tables/deployment-tables.ts";
import { fromJson } from "./json-column.ts";

export function deploymentScheduleFromRow(row: DeploymentScheduleTable): DeploymentSchedule {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    deployment_id: row.deployment_id,
    schedule: fromJson<Schedule>(row.schedule),
    active: row.active === 1,
    max_scheduled_runs: row.max_scheduled_runs,
    parameters: fromJson(row.parameters),
    slug: row.slug,
  };
}
