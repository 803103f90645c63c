import type { Instant } from "@tutti/core/instant";
import type { Deployment } from "@tutti/core/wire/deployment";
import { sql, type Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import { deploymentFromRow } from "../../rows/deployment-row.ts";
import { deploymentScheduleFromRow } from "../../rows/deployment-schedule-row.ts";
import type { DeploymentTable } from "../../tables/deployment-tables.ts";
import type { Database } from "../../tables.ts";
import { queuesInPools } from "../work-pools/queues-in-pools.ts";

/** Deployments with their schedules, queues, pools and limits: a statement for each kind, however many deployments. */
export async function deploymentsWithParts(
  db: Kysely<Database>,
  rows: readonly DeploymentTable[],
  now: Instant,
): Promise<Deployment[]> {
  if (rows.length === 0) return [];
  const dialect = dialectOf(db);
  const ids = rows.map((row) => row.id);
  const scheduleRows = await db
    .selectFrom("deployment_schedule")
    .selectAll()
    .where(oneOf(dialect, sql.ref("deployment_id"), ids))
    .orderBy("updated", "desc")
    .orderBy("id")
    .execute();
  const schedules = Map.groupBy(scheduleRows.map(deploymentScheduleFromRow), (row) => row.deployment_id);
  const queues = await queuesInPools(db, rows);
  const limits = await limitsOf(db, rows);
  return rows.map((row) => {
    const parts = {
      schedules: schedules.get(row.id) ?? [],
      queue: queues.get(row.work_queue_id) ?? null,
      limit: limits.get(row.concurrency_limit_id) ?? null,
    };
    return deploymentFromRow(row, parts, now);
  });
}

async function limitsOf(db: Kysely<Database>, rows: readonly DeploymentTable[]) {
  const ids = [...new Set(rows.map((row) => row.concurrency_limit_id).filter((id) => id !== null))];
  const limits =
    ids.length === 0
      ? []
      : await db
          .selectFrom("concurrency_limit")
          .selectAll()
          .where(oneOf(dialectOf(db), sql.ref("id"), ids))
          .execute();
  return new Map(limits.map((limit): [string | null, typeof limit] => [limit.id, limit]));
}
