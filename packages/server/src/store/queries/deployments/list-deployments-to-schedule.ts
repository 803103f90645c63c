import { addSeconds, type Instant } from "@tutti/core/instant";
import { sql, type Kysely, type SqlBool } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";

export interface Page {
  /** Deployments after this one, in the order of their ids. */
  readonly after: string;
  readonly limit: number;
  /** Only those that were changed, or whose schedules were, since then; null: all that lack runs. */
  readonly changedSince: Instant | null;
  readonly ahead: { readonly minRuns: number; readonly minSeconds: number };
}

/** Ids of deployments for which the scheduler has work to do: one of their active schedules has too few runs ahead. */
export async function listDeploymentsToSchedule(
  db: Kysely<Database>,
  deps: Deps,
  { after, limit, changedSince, ahead }: Page,
): Promise<string[]> {
  const rows = await db
    .selectFrom("deployment")
    .select("deployment.id")
    .where("deployment.paused", "=", 0)
    .where("deployment.id", ">", after)
    .where(changedSince === null ? lacksRuns(deps.now(), ahead) : wasChanged(changedSince))
    .orderBy("deployment.id")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

function lacksRuns(now: Instant, { minRuns, minSeconds }: Page["ahead"]) {
  const runs = sql`from flow_run where flow_run.created_by_id = schedule.id and flow_run.auto_scheduled = 1
    and flow_run.state_type = 'SCHEDULED' and flow_run.next_scheduled_start_time >= ${now}`;
  return sql<SqlBool>`exists (select 1 from deployment_schedule as schedule
    where schedule.deployment_id = deployment.id and schedule.active = 1
    and ((select count(*) from (select 1 as one ${runs} limit ${minRuns}) as counted) < ${minRuns}
      or (select max(flow_run.next_scheduled_start_time) ${runs}) < ${addSeconds(now, minSeconds)}))`;
}

function wasChanged(since: Instant) {
  return sql<SqlBool>`deployment.id in (
    select changed.id from deployment as changed where changed.updated >= ${since}
    union select schedule.deployment_id from deployment_schedule as schedule where schedule.updated >= ${since})
    and exists (select 1 from deployment_schedule as schedule
      where schedule.deployment_id = deployment.id and schedule.active = 1)`;
}
