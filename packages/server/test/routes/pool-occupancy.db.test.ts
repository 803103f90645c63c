import { formatInstant, instant } from "@tutti/core/instant";
import { poolOccupancy } from "@tutti/core/wire/pool-occupancy";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";
import { flowRow, flowRunRow, insertRows, withTables } from "../support/rows.ts";
import { newPool } from "../support/work-places.ts";

describeOnDatabases("how many runs of a pool were under way", (database) => {
  test("is told of the time that is asked for, of its own runs alone", async () => {
    const { store, deps } = await database.open();
    const client = new RouteClient(store, deps);
    const names = [`pool ${deps.newId()}`, `other ${deps.newId()}`] as const;
    const [own, other] = [
      await newPool(store, { name: names[0], concurrency_limit: 3 }),
      await newPool(store, { name: names[1] }),
    ];
    const now = deps.now();
    const at = (minutesAgo: number) => instant(now - minutesAgo * 60_000_000);
    const flow = flowRow({ name: `busy ${deps.newId()}` });
    const run = (queue: string | null, from: number, until: number | null) =>
      flowRunRow({
        flow_id: flow.id,
        work_queue_id: queue,
        state_type: until === null ? "RUNNING" : "COMPLETED",
        start_time: at(from),
        end_time: until === null ? null : at(until),
      });
    await withTables(database, async (db) => {
      await insertRows(db, "flow", [flow]);
      await insertRows(db, "flow_run", [
        run(own.default_queue_id, 120, 90),
        run(own.default_queue_id, 90, 59.5),
        run(own.default_queue_id, 59.5, 58),
        run(own.default_queue_id, 1, null),
        run(other.default_queue_id, 60, 0),
        run(null, 60, 0),
      ]);
    });
    const path = `/tutti/work-pools/${encodeURIComponent(names[0])}/occupancy`;
    const told = poolOccupancy.parse(await client.expect(200, "POST", path, { seconds: 3600 }));
    expect([told.since, told.until, told.concurrency_limit, told.is_truncated]).toEqual([
      formatInstant(at(60)),
      formatInstant(at(0)),
      3,
      false,
    ]);
    expect(told.parts.map(({ mean, most }) => [mean, most])).toEqual([
      [1, 1],
      [1, 1],
      ...Array.from({ length: 57 }, () => [0, 0]),
      [1, 1],
    ]);
    expect(await client.ask("POST", "/tutti/work-pools/nowhere/occupancy", {})).toMatchObject({ status: 404 });
  });
});
