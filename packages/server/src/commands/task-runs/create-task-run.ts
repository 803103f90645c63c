import { ApiError } from "@tutti/core/errors";
import { NO_PROGRESS } from "@tutti/core/run-progress";
import { runNameOr } from "@tutti/core/run-name";
import { progressToRow } from "@tutti/core/progress-row";
import { proposedState } from "@tutti/core/state-wire";
import type { TaskRun, TaskRunCreate } from "@tutti/core/wire/task-run";
import type { Deps } from "../../deps.ts";
import { insertNew } from "../../store/row-writes.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import { taskRunFromRow } from "../../store/rows/task-run-row.ts";
import type { FlowRunTable, TaskRunTable } from "../../store/tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { currentEpoch, staleEpoch } from "../leases/lease-check.ts";
import { completeTaskRunPolicy } from "../flow-runs/run-policy.ts";
import { currentTaskRunState, taskRunByKey } from "./load-task-run.ts";
import { orchestrateTaskRun } from "./orchestrate-task-run.ts";

interface CreateTaskRun {
  readonly create: TaskRunCreate;
  /** The epoch of the lease of its flow run. */
  readonly epoch: number | null;
}

/** The run of that flow run, task key and dynamic key: made in its first state, or as it already stands. */
export async function createTaskRun(
  tx: Tx,
  deps: Deps,
  { create, epoch }: CreateTaskRun,
): Promise<Outcome<{ task_run: TaskRun; created: boolean }>> {
  const flowRunId = create.flow_run_id ?? null;
  if (flowRunId !== null && epoch !== null) await requireEpoch(tx, flowRunId, epoch);
  const row = newRow(deps, create, await flowRunOf(tx, flowRunId), epoch);
  const standing = await taskRunByKey(tx, row);
  if (standing !== undefined) return alreadyThere(tx, deps, standing);
  if (!(await insertNew(tx, "task_run", row))) {
    const theirs = await taskRunByKey(tx, row);
    if (theirs === undefined) throw new ApiError("conflict", `There is another task run ${row.id}`);
    return alreadyThere(tx, deps, theirs);
  }
  const proposed = proposedState(create.state ?? { type: "PENDING" }, deps.newId(), deps.now());
  const { run, changes } = await orchestrateTaskRun(tx, deps, { row, state: null }, proposed, { isForced: true });
  return { result: { task_run: taskRunFromRow(run.row, run.state, deps.now()), created: true }, changes };
}

async function alreadyThere(tx: Tx, deps: Deps, row: TaskRunTable) {
  const state = await currentTaskRunState(tx, row);
  return { result: { task_run: taskRunFromRow(row, state, deps.now()), created: false } };
}

async function requireEpoch(tx: Tx, flowRunId: string, epoch: number): Promise<void> {
  const current = await currentEpoch(tx, flowRunId);
  if (current !== epoch) throw new ApiError("lease_lost", staleEpoch(epoch, current));
}

type Parent = Pick<FlowRunTable, "id" | "labels">;

async function flowRunOf(tx: Tx, id: string | null): Promise<Parent | null> {
  if (id === null) return null;
  const run = await tx.selectFrom("flow_run").select(["id", "labels"]).where("id", "=", id).executeTakeFirst();
  if (run === undefined) throw new ApiError("conflict", `There is no flow run ${id}`);
  return run;
}

function newRow(deps: Deps, create: TaskRunCreate, parent: Parent | null, epoch: number | null): TaskRunTable {
  const now = deps.now();
  const inherited = parent === null ? {} : { ...fromJson(parent.labels), "prefect.flow-run.id": parent.id };
  return {
    id: create.id ?? deps.newId(),
    created: now,
    updated: now,
    name: runNameOr(create.name, deps.random),
    flow_run_id: parent?.id ?? null,
    task_key: create.task_key,
    dynamic_key: create.dynamic_key,
    cache_key: create.cache_key ?? null,
    cache_expiration: create.cache_expiration ?? null,
    task_version: create.task_version ?? null,
    empirical_policy: toJson(completeTaskRunPolicy(create.empirical_policy)),
    task_inputs: toJson(create.task_inputs),
    tags: toJson(create.tags),
    labels: toJson({ ...inherited, ...create.labels }),
    flow_run_run_count: 0,
    ...progressToRow(NO_PROGRESS),
    // Whoever executes a deferred task run holds no lease of the flow run: it goes on whatever becomes of that.
    lease_epoch: create.state?.state_details?.deferred === true ? 0 : (epoch ?? 0),
  };
}
