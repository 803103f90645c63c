import { beforeEach, expect, test } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";

// Requests that the generated ones found, and that were once answered wrongly.

const HUGE = Number.MAX_SAFE_INTEGER;

describeOnDatabases("a request that was once answered with a failure", (database) => {
  let client: RouteClient;
  beforeEach(async () => {
    const { store, deps } = await database.open();
    client = new RouteClient(store, deps);
  });

  test("a log of a level beyond what is a level", async () => {
    const timestamp = "2026-01-01T00:00:00Z";
    const answer = await client.ask("POST", "/logs", [{ name: "a", level: -HUGE, message: "m", timestamp }]);
    expect(answer).toMatchObject({ status: 422, body: { exception_message: "Invalid request received." } });
  });

  test("a limit beyond what a column takes", async () => {
    await client.ask("POST", "/work_pools", { name: `pool-${database.kind}`, type: "process" });
    const path = `/work_pools/pool-${database.kind}/queues`;
    const { status } = await client.ask("POST", path, { name: "q", concurrency_limit: HUGE, priority: HUGE });
    expect(status).toBe(database.kind === "sqlite" ? 201 : 422);
    // It would take the last priority from the other, for which there is none left.
    const another = { name: "r", priority: status === 201 ? HUGE : 2 ** 31 - 1 };
    const statuses = [
      await client.ask("POST", path, another),
      await client.ask("POST", path, { ...another, name: "s" }),
    ];
    expect(statuses.map((answer) => answer.status)).toEqual(status === 201 ? [422, 422] : [201, 422]);
  });

  test("a bucket of events that reaches beyond what can be written", async () => {
    const body = { filter: { related: null, text: null }, time_interval: 1e21 };
    expect(await client.ask("POST", "/events/count-by/day", body)).toMatchObject({ status: 422 });
  });

  test("a delay by its older name that is no whole number", async () => {
    const flow = await client.expect(201, "POST", "/flows", { name: `delays-${database.kind}` });
    const run = { flow_id: (flow as { id: string }).id, empirical_policy: { retry_delay_seconds: 3.25 } };
    expect(await client.ask("POST", "/flow_runs", run)).toMatchObject({
      status: 422,
      body: {
        exception_detail: [{ type: "int_from_float", loc: ["body", "empirical_policy", "retry_delay_seconds"] }],
      },
    });
  });
});
