import { workerDetails, workerLogs } from "@tutti/core/wire/worker-details";
import { expect, test } from "vitest";
import { z } from "zod";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";

const made = z.looseObject({ id: z.string() });

/** A worker `Box 1` of a pool, with the runs it took. */
async function open(database: DatabaseUnderTest) {
  const { store, deps } = await database.open();
  const client = new RouteClient(store, deps);
  const post = async (path: string, body: object) => made.parse(await client.expect(201, "POST", path, body)).id;
  const pool = `pool-${deps.newId()}`;
  const name = `Box ${deps.newId()}`;
  await post("/work_pools/", { name: pool, type: "process" });
  const flow_id = await post("/flows/", { name: `etl-${deps.newId()}` });
  await client.expect(204, "POST", `/work_pools/${pool}/workers/heartbeat`, { name, heartbeat_interval_seconds: 10 });
  const path = `/tutti/work-pools/${pool}/workers/${encodeURIComponent(name)}`;
  const resource = `prefect.worker.process.${name.toLowerCase().replaceAll(" ", "-")}`;
  const say = async (what: string, runs: readonly string[] = []) => {
    await client.expect(204, "POST", "/events", [
      {
        id: deps.newId(),
        occurred: new Date(deps.advance(1) / 1000).toISOString(),
        event: `prefect.worker.${what}`,
        resource: { "prefect.resource.id": resource },
        related: runs.map((id) => ({
          "prefect.resource.id": `prefect.flow-run.${id}`,
          "prefect.resource.role": "flow-run",
        })),
      },
    ]);
  };
  return { client, deps, post, flow_id, path, name, pool, resource, say };
}

describeOnDatabases("a worker", (database) => {
  test("is told with when it began, and the runs that it took, the last first", async () => {
    const { client, post, flow_id, path, name, resource, say } = await open(database);
    const [first, second] = [await post("/flow_runs/", { flow_id }), await post("/flow_runs/", { flow_id })];
    await say("started");
    await say("submitted-flow-run", [first]);
    await say("submitted-flow-run", [second]);
    await say("executed-flow-run", [first]);
    const details = workerDetails.parse(await client.expect(200, "GET", path));
    expect(details.worker).toMatchObject({ name, status: "ONLINE", heartbeat_interval_seconds: 10 });
    expect([details.pool_type, details.resource_id, details.stopped]).toEqual(["process", resource, null]);
    expect(details.started).not.toBeNull();
    expect(details.runs.map(({ id }) => id)).toEqual([second, first]);
    await say("stopped");
    expect(workerDetails.parse(await client.expect(200, "GET", path)).stopped).not.toBeNull();
  });

  test("has written into its runs' logs what the run did not", async () => {
    const { client, post, flow_id, path, say } = await open(database);
    expect(workerLogs.parse(await client.expect(200, "GET", `${path}/logs`))).toEqual([]);
    const flow_run_id = await post("/flow_runs/", { flow_id, name: "taken" });
    await say("submitted-flow-run", [flow_run_id]);
    const line = (name: string, message: string, second: number) => ({
      name,
      level: 20,
      message,
      timestamp: `2026-01-01T00:00:0${second}Z`,
      flow_run_id,
    });
    await client.expect(201, "POST", "/logs/", [
      line("tutti.flow_runs.worker", "Starting its process", 1),
      line("prefect.flow_runs", "The run's own", 2),
      line("prefect.flow_runs.worker", "Its process ended", 3),
    ]);
    const logs = workerLogs.parse(await client.expect(200, "GET", `${path}/logs`));
    expect(logs.map(({ message, flow_run_name }) => [flow_run_name, message])).toEqual([
      ["taken", "Its process ended"],
      ["taken", "Starting its process"],
    ]);
  });

  test("that the pool does not have is not found", async () => {
    const { client, pool } = await open(database);
    for (const path of ["nobody", "nobody/logs"]) {
      expect(await client.ask("GET", `/tutti/work-pools/${pool}/workers/${path}`)).toMatchObject({ status: 404 });
    }
  });
});
