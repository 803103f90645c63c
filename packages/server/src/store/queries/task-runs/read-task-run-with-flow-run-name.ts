import type { TaskRun } from "@tutti/core/wire/task-run";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { readTaskRun } from "./read-task-run.ts";

/** The name is null for a task run that belongs to no flow run. */
export async function readTaskRunWithFlowRunName(
  db: Kysely<Database>,
  deps: Deps,
  params: { id: string },
): Promise<(TaskRun & { flow_run_name: string | null }) | null> {
  const run = await readTaskRun(db, deps, params);
  if (run === null) return null;
  const flowRun =
    run.flow_run_id === null
      ? undefined
      : await db.selectFrom("flow_run").select("name").where("id", "=", run.flow_run_id).executeTakeFirst();
  return { ...run, flow_run_name: flowRun?.name ?? null };
}
