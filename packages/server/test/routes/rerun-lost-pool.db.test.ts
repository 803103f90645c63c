import { flowRun } from "@tutti/core/wire/flow-run";
import { expect, test } from "vitest";
import { z } from "zod";
import { describeOnDatabases } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";

const made = z.looseObject({ id: z.string() });

describeOnDatabases("a run whose deployment has lost its work pool", (database) => {
  test("is run again by whoever executes it, and by workers once there is a pool", async () => {
    const { store, deps } = await database.open();
    const client = new RouteClient(store, deps);
    const post = async (path: string, body: object) => made.parse(await client.expect(201, "POST", path, body)).id;
    const [first, second, flow] = [deps.newId(), deps.newId(), deps.newId()];
    await client.expect(201, "POST", "/work_pools/", { name: first, type: "process" });
    await client.expect(201, "POST", "/work_pools/", { name: second, type: "process" });
    const flow_id = await post("/flows/", { name: flow });
    const deploy = (work_pool_name: string) => ({ name: "daily", flow_id, work_pool_name });
    const deployment = await post("/deployments/", deploy(first));
    const id = await post(`/deployments/${deployment}/create_flow_run`, {});
    await client.expect(201, "POST", `/flow_runs/${id}/set_state`, { state: { type: "COMPLETED" }, force: true });
    const waits = await post(`/deployments/${deployment}/create_flow_run`, {});
    await client.expect(204, "DELETE", `/work_pools/${first}`);
    expect(await client.expect(200, "GET", `/tutti/flow-runs/${waits}/waiting`)).toMatchObject({ is_pool_gone: true });

    const rerun = `/tutti/flow_runs/${id}/rerun`;
    expect(await client.ask("POST", rerun, {})).toMatchObject({
      status: 409,
      body: {
        detail: expect.stringMatching(/^The work pool of its deployment daily is gone.* --entrypoint file\.ts:flow$/),
      },
    });
    const here = flowRun.parse(await client.expect(201, "POST", rerun, { executed_here: true }));
    expect([here.deployment_id, here.work_pool_name]).toEqual([deployment, null]);

    await client.expect(200, "POST", "/deployments/", deploy(second));
    expect(flowRun.parse(await client.expect(201, "POST", rerun, {})).work_pool_name).toBe(second);
  });
});
