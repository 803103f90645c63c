import { FORCED_FLOW_POLICY } from "@tutti/core/flow-policy";
import { progressToRow } from "@tutti/core/progress-row";
import { runNameOr } from "@tutti/core/run-name";
import { NO_PROGRESS } from "@tutti/core/run-progress";
import type { RunState } from "@tutti/core/run-state";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Deps } from "../../deps.ts";
import { prepared } from "../../store/prepared.ts";
import { insertNew } from "../../store/row-writes.ts";
import { flowRunFromRow } from "../../store/rows/flow-run-row.ts";
import type { FlowRunTable } from "../../store/tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { currentFlowRunState, queueOfRow } from "./load-flow-run.ts";
import { orchestrateFlowRun } from "./orchestrate-flow-run.ts";

/** What a new run is made with; the rest of its row begins as for every run. */
export type FlowRunContent = Pick<
  FlowRunTable,
  | "flow_id"
  | "flow_version"
  | "deployment_id"
  | "deployment_version"
  | "work_queue_id"
  | "work_queue_name"
  | "parent_task_run_id"
  | "parameters"
  | "context"
  | "empirical_policy"
  | "job_variables"
  | "tags"
  | "labels"
  | "idempotency_key"
  | "infrastructure_document_id"
  | "lease_run_id"
> & {
  readonly name: string | null;
  /** Who had it made, when that is not a client by itself. */
  readonly creator: Creator | null;
};

export type Creator = NonNullable<FlowRun["created_by"]>;

export type CreatedRun = Outcome<{ flow_run: FlowRun; created: boolean }>;

/** Saves a run in its first state, or answers the one that has its idempotency key already. */
export async function insertFlowRun(
  tx: Tx,
  deps: Deps,
  content: FlowRunContent,
  proposed: RunState,
): Promise<CreatedRun> {
  const row = newRow(deps, content);
  if (!(await insertNew(tx, "flow_run", row))) {
    // Somebody else made it in between.
    return alreadyThere(tx, deps, (await runOfKey(tx, content)) ?? row);
  }
  const terms = { policy: FORCED_FLOW_POLICY, leaseSupport: "holds" as const, recoveriesLeft: null };
  const loaded = { row, state: null, queue: await queueOfRow(tx, row) };
  const { run, changes } = await orchestrateFlowRun(tx, deps, loaded, proposed, terms);
  return { result: { flow_run: flowRunFromRow(run.row, run, deps.now()), created: true }, changes };
}

export async function alreadyThere(tx: Tx, deps: Deps, row: FlowRunTable): Promise<CreatedRun> {
  const parts = { state: await currentFlowRunState(tx, row), queue: await queueOfRow(tx, row) };
  return { result: { flow_run: flowRunFromRow(row, parts, deps.now()), created: false } };
}

const runByKey = prepared<Pick<FlowRunTable, "flow_id" | "idempotency_key">, FlowRunTable>((db, param) =>
  db
    .selectFrom("flow_run")
    .selectAll()
    .where("flow_id", "=", param("flow_id"))
    .where("idempotency_key", "=", param("idempotency_key")),
);

/** The run of the flow that was made with this key before. */
export async function runOfKey(
  tx: Tx,
  { flow_id, idempotency_key }: Pick<FlowRunTable, "flow_id" | "idempotency_key">,
): Promise<FlowRunTable | undefined> {
  if (idempotency_key === null) return undefined;
  const [run] = await runByKey(tx, { flow_id, idempotency_key });
  return run;
}

/** Before its first state. */
export function newRow(deps: Deps, content: FlowRunContent): FlowRunTable {
  const now = deps.now();
  const { creator, ...columns } = content;
  return {
    ...columns,
    id: deps.newId(),
    created: now,
    updated: now,
    name: runNameOr(content.name, deps.random),
    auto_scheduled: 0,
    infrastructure_pid: null,
    created_by_id: creator?.id ?? null,
    created_by_type: creator?.type ?? null,
    created_by_display_value: creator?.display_value ?? null,
    recovery_count: 0,
    ...progressToRow(NO_PROGRESS),
    lease_owner: null,
    lease_epoch: 0,
    lease_expires_at: null,
    lease_request: null,
  };
}
