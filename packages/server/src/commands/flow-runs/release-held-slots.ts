import { detailsFromText } from "@tutti/core/state-details";
import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { dialectOf, sharedNow } from "../../store/dialect.ts";
import { type Condition, oneOf } from "../../store/filters/condition.ts";
import type { Tx } from "../command.ts";
import { endLeases, lockLeases } from "../limits/slot-leases.ts";

// A run that is deleted holds no slots that the server took for it. What its process took itself ends when it is no
// longer renewed: the process may still be at work.

/** Before flow runs are deleted: the slots of their deployments, and those of their tasks' tags. */
export async function releaseSlotsOfFlowRuns(tx: Tx, deps: Deps, ids: readonly string[]): Promise<void> {
  const dialect = dialectOf(tx);
  const states = await tx
    .selectFrom("flow_run")
    .innerJoin("flow_run_state as state", "state.id", "flow_run.state_id")
    .select("state.state_details")
    .where("flow_run.deployment_id", "is not", null)
    .where(oneOf(dialect, sql.ref("flow_run.id"), ids))
    .execute();
  const leaseIds = states.flatMap(
    (state) => detailsFromText(state.state_details).deployment_concurrency_lease_id ?? [],
  );
  await release(tx, deps, oneOf(dialect, sql.ref("id"), leaseIds));
  const theirTasks = tx
    .selectFrom("task_run")
    .select("id")
    .where(oneOf(dialect, sql.ref("flow_run_id"), ids));
  await release(tx, deps, sql<boolean>`(expires_at is null and holder_id in ${theirTasks})`);
}

/** Before a task run is deleted. */
export async function releaseSlotsOfTaskRun(tx: Tx, deps: Deps, id: string): Promise<void> {
  await release(tx, deps, sql<boolean>`(expires_at is null and holder_id = ${id})`);
}

async function release(tx: Tx, deps: Deps, condition: Condition): Promise<void> {
  const leases = await lockLeases(tx, condition);
  if (leases.length > 0) await endLeases(tx, await sharedNow(tx, deps), leases);
}
