import { RERUN_FROM_LABEL } from "@tutti/core/run-origin";
import type { Instant } from "@tutti/core/instant";
import type { FlowRunPolicy, FlowRunUpdate } from "@tutti/core/wire/flow-run";
import type { Deps } from "../../deps.ts";
import { prepared } from "../../store/prepared.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { FlowRunTable } from "../../store/tables.ts";
import type { DeploymentTable } from "../../store/tables/deployment-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { loadFlowRun } from "../flow-runs/load-flow-run.ts";
import { type Taken, takeRun, type Taker } from "./take-flow-run.ts";

/** A process that waits for runs of a deployment, as its worker said. */
export interface WaitingTaker extends Omit<Taker, "id" | "update"> {
  readonly update: Omit<FlowRunUpdate, "empirical_policy">;
  /** Takes the place of what the run's policy says. */
  readonly policy: Partial<FlowRunPolicy>;
  /** When the deployment was changed last, as far as the worker knows. */
  readonly deploymentUpdated: Instant;
  readonly poolId: string;
  /** None: all of the pool's. */
  readonly queueNames: readonly string[];
}

/**
 * Begins a run in the transaction that makes it, for a process that waits for it: Pending, its lease and Running. Null where
 * anything has to be looked at first: limits of its pool, its queue or its deployment, variables of its own, its time.
 */
export async function beginAtOnce(
  tx: Tx,
  deps: Deps,
  id: string,
  deployment: DeploymentTable,
  waiting: WaitingTaker,
): Promise<Outcome<Taken> | null> {
  if (deployment.concurrency_limit_id !== null || deployment.updated !== waiting.deploymentUpdated) return null;
  const run = await loadFlowRun(tx, id);
  if (run === null || !isPlain(run.row) || !isDue(run.row, deps.now())) return null;
  if (!(await isInOpenQueue(tx, run.row, waiting))) return null;
  const { policy, update, ...taker } = waiting;
  const empirical_policy = { ...fromJson<FlowRunPolicy>(run.row.empirical_policy), ...policy };
  const taken = await takeRun(tx, deps, run, { ...taker, id, update: { ...update, empirical_policy } });
  return taken.result.lease === null ? null : taken;
}

/** Whether its job is that of any run of its deployment, and nothing of it is on record. */
function isPlain({ job_variables, labels, empirical_policy }: FlowRunTable): boolean {
  const hasVariables = job_variables !== null && Object.keys(fromJson(job_variables)).length > 0;
  const goesOn = fromJson<FlowRunPolicy>(empirical_policy).resuming === true || RERUN_FROM_LABEL in fromJson(labels);
  return !hasVariables && !goesOn;
}

function isDue({ state_type, next_scheduled_start_time }: FlowRunTable, now: Instant): boolean {
  return state_type === "SCHEDULED" && next_scheduled_start_time !== null && next_scheduled_start_time <= now;
}

interface QueuePlace {
  readonly pool_id: string;
  readonly name: string;
  readonly concurrency_limit: number | null;
  readonly is_paused: number;
  readonly pool_limit: number | null;
  readonly is_pool_paused: number;
}

const placeOfQueue = prepared<{ id: string }, QueuePlace>((db, param) =>
  db
    .selectFrom("work_queue")
    .innerJoin("work_pool", "work_pool.id", "work_queue.work_pool_id")
    .select([
      "work_pool.id as pool_id",
      "work_queue.name",
      "work_queue.concurrency_limit",
      "work_queue.is_paused",
      "work_pool.concurrency_limit as pool_limit",
      "work_pool.is_paused as is_pool_paused",
    ])
    .where("work_queue.id", "=", param("id")),
);

/** Whether the worker serves its queue, and nobody has to wait in it. */
async function isInOpenQueue(tx: Tx, { work_queue_id }: FlowRunTable, waiting: WaitingTaker): Promise<boolean> {
  if (work_queue_id === null) return false;
  const [place] = await placeOfQueue(tx, { id: work_queue_id });
  if (place === undefined || place.pool_id !== waiting.poolId) return false;
  const isServed = waiting.queueNames.length === 0 || waiting.queueNames.includes(place.name);
  const isLimited = place.concurrency_limit !== null || place.pool_limit !== null;
  return isServed && !isLimited && place.is_paused === 0 && place.is_pool_paused === 0;
}
