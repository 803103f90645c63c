import { ApiError } from "@tutti/core/errors";
import { concurrencyLimitCreate } from "@tutti/core/wire/concurrency-limit";
import type { Deps } from "../../deps.ts";
import type { ConcurrencyLimitTable } from "../../store/tables/concurrency-tables.ts";
import type { DeploymentTable } from "../../store/tables/deployment-tables.ts";
import type { Tx } from "../command.ts";
import { addConcurrencyLimit } from "../limits/create-concurrency-limit.ts";
import { removeConcurrencyLimit } from "../limits/delete-concurrency-limit.ts";
import { lockLimit } from "../limits/lock-limits.ts";

/** Refuses a shared limit that is not there. */
export async function requireLimit(tx: Tx, id: string | null | undefined): Promise<void> {
  if (id === null || id === undefined) return;
  const limit = await tx.selectFrom("concurrency_limit").select("id").where("id", "=", id).executeTakeFirst();
  if (limit === undefined) throw new ApiError("not_found", "Concurrency limit not found");
}

/** Sets how many runs of the deployment may be under way: changes the limit it has, or makes it one of its own. The limit's id. */
export async function setLimit(
  tx: Tx,
  deps: Deps,
  deployment: DeploymentTable,
  slots: number | null,
): Promise<string | null> {
  const current = await limitOf(tx, deployment);
  if (current === undefined) return slots === null ? null : (await addOwnLimit(tx, deps, deployment, slots)).id;
  if (slots === null) {
    await removeConcurrencyLimit(tx, deps, current);
    return null;
  }
  await tx.updateTable("concurrency_limit").set({ slot_limit: slots }).where("id", "=", current.id).execute();
  return current.id;
}

/** A limit of its own goes with the deployment; one that it shares stays. */
export async function removeOwnLimit(tx: Tx, deps: Deps, deployment: DeploymentTable): Promise<void> {
  const limit = await limitOf(tx, deployment);
  if (limit?.name === ownLimitName(deployment)) await removeConcurrencyLimit(tx, deps, limit);
}

function ownLimitName({ id }: DeploymentTable): string {
  return `deployment:${id}`;
}

async function addOwnLimit(
  tx: Tx,
  deps: Deps,
  deployment: DeploymentTable,
  limit: number,
): Promise<ConcurrencyLimitTable> {
  return addConcurrencyLimit(tx, deps, concurrencyLimitCreate.parse({ name: ownLimitName(deployment), limit }));
}

async function limitOf(tx: Tx, { concurrency_limit_id: id }: DeploymentTable) {
  return id === null ? undefined : lockLimit(tx, { id });
}
