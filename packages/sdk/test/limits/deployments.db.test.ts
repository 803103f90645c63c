import { createDeployment, readDeployment } from "@tutti/client/deployments";
import { setFlowRunState } from "@tutti/client/flow-runs";
import { registerFlow } from "@tutti/client/flows";
import { expect, test } from "vitest";
import { flow } from "../../src/flow.ts";
import { createRun } from "../support/deployed.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

export const limited = flow(async function limited() {
  return 1;
});

test.each([
  ["ENQUEUE", "AwaitingConcurrencySlot"],
  ["CANCEL_NEW", "Cancelled"],
] as const)("a served deployment keeps to its limit: %s", async (collisionStrategy, expected) => {
  const options = { name: collisionStrategy.toLowerCase(), concurrencyLimit: 1, collisionStrategy };
  const { body, flowName } = await limited.toDeployment(options);
  const { id: flow_id } = await registerFlow(records.api, { name: flowName });
  const { id } = await createDeployment(records.api, { ...body, flow_id });
  expect(await readDeployment(records.api, id)).toMatchObject({
    global_concurrency_limit: { limit: 1 },
    concurrency_options: { collision_strategy: collisionStrategy },
  });
  const states: (string | null | undefined)[] = [];
  for (let run = 0; run < 2; run++) {
    const { id: runId } = await createRun(records.api, id);
    states.push((await setFlowRunState(records.api, runId, { state: { type: "PENDING" } })).state?.name);
  }
  expect(states).toEqual(["Pending", expected]);
});
