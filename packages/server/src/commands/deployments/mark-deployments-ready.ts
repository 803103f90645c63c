import { pollsForgottenBefore } from "@tutti/core/polls";
import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../../store/dialect.ts";
import { oneOf } from "../../store/filters/condition.ts";
import type { Tx } from "../command.ts";
import { emitDeploymentEvent } from "./deployment-event.ts";

/** Deployments by their own ids, or by those of the queues they send their runs to. */
export type PolledDeployments = { readonly ids: readonly string[] } | { readonly queueIds: readonly string[] };

/** Somebody asks for the runs of these deployments. Leaves `updated` as it is: nothing has to be scheduled anew. */
export async function markDeploymentsReady(tx: Tx, deps: Deps, which: PolledDeployments): Promise<void> {
  const now = deps.now();
  const isOne =
    "ids" in which
      ? oneOf(dialectOf(tx), sql.ref("deployment.id"), which.ids)
      : oneOf(dialectOf(tx), sql.ref("deployment.work_queue_id"), which.queueIds);
  const ready = await tx
    .updateTable("deployment")
    .set({ last_polled: now, status: "READY" })
    .where(isOne)
    .where("status", "=", sql.lit("NOT_READY"))
    .returningAll()
    .execute();
  await tx
    .updateTable("deployment")
    .set({ last_polled: now })
    .where(isOne)
    .where((eb) => eb.or([eb("last_polled", "is", null), eb("last_polled", "<=", pollsForgottenBefore(now))]))
    .execute();
  for (const deployment of ready) await emitDeploymentEvent(tx, deps, "ready", deployment);
}
