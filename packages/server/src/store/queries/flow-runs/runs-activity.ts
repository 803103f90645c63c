import type { RunsActivity, RunsActivityBody } from "@tutti/core/wire/dashboard-runs";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { combine } from "../../filters/condition.ts";
import { flowRunScope, taskRunScope } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";
import { runHistory } from "../run-history.ts";
import { soughtRuns } from "./search-runs.ts";

const NO_SUBFLOWS = { operator: "and_", subflow_runs: { exists_: false } } as const;

/** How many runs there were when, in which states: those that a list has with the same filters. */
export async function runsActivity(db: Kysely<Database>, deps: Deps, params: RunsActivityBody): Promise<RunsActivity> {
  const now = deps.now();
  const dialect = dialectOf(db);
  const sought = await soughtRuns(db, params, now);
  const scope = combine("and_", [flowRunScope(dialect, params), sought.condition]);
  const flow_runs = await runHistory(db, "flow_run", scope, params, now);
  if (!params.has_task_runs) return { flow_runs, task_runs: null };
  const tasks = taskRunScope(dialect, { ...params, task_runs: params.task_runs ?? NO_SUBFLOWS });
  return { flow_runs, task_runs: await runHistory(db, "task_run", tasks, params, now) };
}
