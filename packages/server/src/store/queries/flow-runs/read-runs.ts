import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { TaskRun } from "@tutti/core/wire/task-run";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { flowRunsByIds, taskRunsByIds } from "./runs-by-ids.ts";

export interface ReadRuns {
  readonly flowRuns: FlowRun[];
  readonly taskRuns: TaskRun[];
}

/** Runs by their ids; those that are gone are left out. */
export async function readRuns(
  db: Kysely<Database>,
  deps: Deps,
  params: { flowRunIds: readonly string[]; taskRunIds: readonly string[] },
): Promise<ReadRuns> {
  const now = deps.now();
  return {
    flowRuns: await flowRunsByIds(db, params.flowRunIds, now),
    taskRuns: await taskRunsByIds(db, params.taskRunIds, now),
  };
}
