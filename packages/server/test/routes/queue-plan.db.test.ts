import { formatInstant, instant } from "@tutti/core/instant";
import { queuePlan } from "@tutti/core/wire/queue-plan";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";
import { newDueRun, newPool, newQueue } from "../support/work-places.ts";

describeOnDatabases("the plan of a pool's queues", (database) => {
  test("has them by priority, each with what is due, the longest due first", async () => {
    const { store, deps } = await database.open();
    const client = new RouteClient(store, deps);
    const pool = `pool ${deps.newId()}`;
    await newPool(store, { name: pool });
    await newQueue(store, pool, { name: "urgent", priority: 1, concurrency_limit: 2 });
    const at = (seconds: number) => instant(deps.now() + seconds * 1_000_000);
    const later = await newDueRun(store, at(-5), pool, "urgent");
    const sooner = await newDueRun(store, at(-9), pool, "urgent");
    await newDueRun(store, at(3600), pool, "urgent");
    const taken = await newDueRun(store, at(-1), pool);
    await client.expect(201, "POST", `/flow_runs/${taken}/set_state`, { state: { type: "PENDING" } });
    const path = `/tutti/work-pools/${encodeURIComponent(pool)}/queue-plan`;
    const plan = queuePlan.parse(await client.expect(200, "GET", path));
    expect(
      plan.map(({ name, priority, due, active_slots, concurrency_limit }) => [
        name,
        priority,
        due,
        active_slots,
        concurrency_limit,
      ]),
    ).toEqual([
      ["urgent", 1, 2, 0, 2],
      ["default", 2, 0, 1, null],
    ]);
    expect(plan[0]?.next.map(({ id, at: due }) => [id, due])).toEqual([
      [sooner, formatInstant(at(-9))],
      [later, formatInstant(at(-5))],
    ]);
    expect(await client.ask("GET", "/tutti/work-pools/nowhere/queue-plan")).toMatchObject({ status: 404 });
  });
});
