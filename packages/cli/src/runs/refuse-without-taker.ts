import { readDeployment } from "@tutti/client/deployments";
import type { ApiClient } from "@tutti/client/http";
import { TuttiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { oneLine } from "../plain-text.ts";
import { factsOf } from "./why-it-waits.ts";

/**
 * A run is offered where it waited before. Rejects with `wrong_state` where that pool was deleted, unless a process serves
 * the run's deployment by now: it would wait for ever.
 */
export async function refuseWithoutTaker(api: ApiClient, run: FlowRun): Promise<void> {
  if (run.deployment_id === null || run.work_pool_name !== null) return;
  if ((await factsOf(api, run.id))?.is_pool_gone !== true) return;
  const { status, work_pool_name } = await readDeployment(api, run.deployment_id);
  if (status === "READY" && work_pool_name === null) return;
  throw new TuttiError(
    "wrong_state",
    `the work pool that ${oneLine(run.name)} waited in is gone, so no worker would take it: go on with it where you are, ` +
      `with --entrypoint file.ts:flow, or run it again once its deployment has a pool: tutti flow-run rerun ${run.id}`,
  );
}
