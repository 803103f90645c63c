import { ApiError } from "@tutti/core/errors";
import { settleSchedule } from "@tutti/core/schedule/settle-schedule";
import type { ScheduleCreate, ScheduleInput } from "@tutti/core/wire/schedule";
import type { Deps } from "../../deps.ts";
import { insertNew } from "../../store/row-writes.ts";
import { toJson } from "../../store/rows/json-column.ts";
import type { DeploymentScheduleTable } from "../../store/tables/deployment-tables.ts";
import type { Tx } from "../command.ts";

/** What a schedule is made of, whichever request it came with. */
export type NewSchedule = Pick<ScheduleCreate, "slug" | "max_scheduled_runs"> & {
  readonly schedule?: ScheduleInput | null | undefined;
  readonly active?: boolean | null | undefined;
  readonly parameters?: ScheduleCreate["parameters"] | undefined;
};

/** Adds schedules to a deployment; an entry without a schedule is none. A slug is taken once. */
export async function addSchedules(
  tx: Tx,
  deps: Deps,
  deploymentId: string,
  schedules: readonly NewSchedule[],
): Promise<DeploymentScheduleTable[]> {
  const rows: DeploymentScheduleTable[] = [];
  for (const given of schedules) {
    if (!given.schedule) continue;
    const row = scheduleRow(deps, deploymentId, given, given.schedule);
    if (!(await insertNew(tx, "deployment_schedule", row))) {
      throw new ApiError("conflict", "Schedule slugs must be unique within a deployment.");
    }
    rows.push(row);
  }
  return rows;
}

export async function schedulesOf(tx: Tx, deploymentId: string): Promise<DeploymentScheduleTable[]> {
  return tx
    .selectFrom("deployment_schedule")
    .selectAll()
    .where("deployment_id", "=", deploymentId)
    .orderBy("updated", "desc")
    .orderBy("id")
    .execute();
}

export async function removeSchedules(tx: Tx, deploymentId: string): Promise<void> {
  await tx.deleteFrom("deployment_schedule").where("deployment_id", "=", deploymentId).execute();
}

function scheduleRow(
  deps: Deps,
  deploymentId: string,
  given: NewSchedule,
  schedule: ScheduleInput,
): DeploymentScheduleTable {
  const now = deps.now();
  return {
    id: deps.newId(),
    created: now,
    updated: now,
    deployment_id: deploymentId,
    schedule: toJson(settleSchedule(schedule, now)),
    active: given.active === false ? 0 : 1,
    max_scheduled_runs: given.max_scheduled_runs ?? null,
    parameters: toJson(given.parameters ?? {}),
    slug: given.slug ?? null,
  };
}
