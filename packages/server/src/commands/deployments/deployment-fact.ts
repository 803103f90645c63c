import type { DeploymentConcurrency, DeploymentFact } from "@tutti/core/flow-transition";
import type { RunState } from "@tutti/core/run-state";
import { countAt, freeSlots } from "@tutti/core/slot-count";
import type { SlotWaits } from "@tutti/core/slot-waits";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import { prepared } from "../../store/prepared.ts";
import { slotCountOf } from "../../store/rows/concurrency-limit-row.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { FlowRunTable } from "../../store/tables.ts";
import type { ConcurrencyLimitTable } from "../../store/tables/concurrency-tables.ts";
import type { DeploymentTable } from "../../store/tables/deployment-tables.ts";
import type { Tx } from "../command.ts";
import { lockLimit } from "../limits/lock-limits.ts";
import { lockLease } from "../limits/slot-leases.ts";

/** Proposals that ask for a slot, or for the one the run has; `SCHEDULED` may mean late, and is cheap to answer. */
const ASKS_FOR_SLOT: ReadonlySet<RunState["type"]> = new Set(["PENDING", "RUNNING", "SCHEDULED"]);

const limitOfDeployment = prepared<
  { id: string },
  Pick<DeploymentTable, "concurrency_limit_id" | "concurrency_options">
>((db, param) =>
  db.selectFrom("deployment").select(["concurrency_limit_id", "concurrency_options"]).where("id", "=", param("id")),
);

type Holder = Pick<FlowRunTable, "deployment_id">;

/** What the rules are told of a run's deployment. Where a slot may be taken, its limit is locked until the commit. */
export async function deploymentFact(
  tx: Tx,
  deps: Deps,
  run: Holder,
  initial: RunState | null,
  proposed: RunState,
): Promise<DeploymentFact> {
  if (run.deployment_id === null) return { kind: "none" };
  const [deployment] = await limitOfDeployment(tx, { id: run.deployment_id });
  if (deployment === undefined) return { kind: "missing" };
  if (!ASKS_FOR_SLOT.has(proposed.type)) return { kind: "found", concurrency: null };
  return { kind: "found", concurrency: await concurrencyOf(tx, deps, deployment, initial, proposed) };
}

async function concurrencyOf(
  tx: Tx,
  deps: Deps,
  deployment: Pick<DeploymentTable, "concurrency_limit_id" | "concurrency_options">,
  initial: RunState | null,
  proposed: RunState,
): Promise<DeploymentConcurrency | null> {
  const { concurrency_limit_id: limitId } = deployment;
  if (limitId === null) return null;
  const leaseId = initial?.deploymentConcurrencyLeaseId ?? null;
  // The lease before its limit, as everywhere.
  const lease = leaseId === null ? undefined : await lockLease(tx, leaseId);
  const limit = proposed.type === "SCHEDULED" ? await readLimit(tx, limitId) : await lockLimit(tx, { id: limitId });
  if (limit?.active !== 1) return null;
  return {
    limitId,
    limit: limit.slot_limit,
    freeSlots: freeSlots(countAt(slotCountOf(limit), await sharedNow(tx, deps))),
    ...optionsOf(deployment, deps.slotWaits),
    waitSeconds: deps.slotWaits.deploymentSeconds,
    isLeaseAlive: lease !== undefined,
    newLeaseId: deps.newId(),
  };
}

function optionsOf(
  { concurrency_options }: Pick<DeploymentTable, "concurrency_options">,
  { deploymentLeaseSeconds }: SlotWaits,
) {
  const options = concurrency_options === null ? null : fromJson(concurrency_options);
  return {
    collisionStrategy: options?.collision_strategy ?? "ENQUEUE",
    gracePeriodSeconds: options?.grace_period_seconds ?? deploymentLeaseSeconds,
  };
}

async function readLimit(tx: Tx, id: string): Promise<ConcurrencyLimitTable | undefined> {
  return tx.selectFrom("concurrency_limit").selectAll().where("id", "=", id).executeTakeFirst();
}
