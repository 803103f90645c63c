import { instant, type Instant } from "@tutti/core/instant";
import type { TaskRunOutcomes, taskRunOutcomesBody } from "@tutti/core/wire/prefect-ui";
import { sql, type Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { taskRunScope } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";
import { bigint } from "../../run-estimate-columns.ts";

const BUCKETS = 20;
const MINUTE = 60_000_000;

/**
 * How task runs ended, in twenty equal intervals of their start: from the minute of `after_` to the end of the minute
 * of `before_` (now, when not given). Failed and crashed ones have failed; completed and cancelled ones count as
 * completed, as on Prefect's server.
 */
export async function taskRunOutcomes(
  db: Kysely<Database>,
  deps: Deps,
  params: z.output<typeof taskRunOutcomesBody> & { after: Instant },
): Promise<TaskRunOutcomes> {
  const from = minuteOf(params.after);
  const until = minuteOf(params.task_runs.start_time?.before_ ?? deps.now()) + MINUTE;
  const width = Math.ceil((until - from) / BUCKETS);
  if (width <= 0) return Array.from({ length: BUCKETS }, () => ({ completed: 0, failed: 0 }));
  const { rows } = await sql<{ bucket: number; completed: number; failed: number }>`
    select (task_run.start_time - ${bigint(from)}) / ${bigint(width)} as bucket,
      count(case when task_run.state_type in ('COMPLETED', 'CANCELLED') then 1 end) as completed,
      count(case when task_run.state_type in ('FAILED', 'CRASHED') then 1 end) as failed
    from task_run
    where task_run.start_time >= ${from} and task_run.start_time < ${until} and ${taskRunScope(dialectOf(db), params)}
    group by 1`.execute(db);
  const byBucket = new Map(rows.map(({ bucket, completed, failed }) => [bucket, { completed, failed }]));
  return Array.from({ length: BUCKETS }, (_, bucket) => byBucket.get(bucket) ?? { completed: 0, failed: 0 });
}

function minuteOf(at: number): Instant {
  return instant(Math.floor(at / MINUTE) * MINUTE);
}
