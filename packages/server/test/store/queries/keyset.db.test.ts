import { runsPageBody, runsPageSort, type RunsPage } from "@tutti/core/wire/dashboard";
import * as fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { instant } from "@tutti/core/instant";
import type { Store } from "../../../src/store/store.ts";
import { describeOnDatabases } from "../../support/databases.ts";
import { insertRows, START, withTables } from "../../support/rows.ts";
import { filtersFor } from "../filters/arbitrary-filters.ts";
import { matchingFlowRuns } from "../filters/interpreter.ts";
import { smallWorld } from "../filters/worlds.ts";

describeOnDatabases("pages by cursor", (database) => {
  const drawn = smallWorld();
  // Every run has an expected start: it is set with its first state.
  const flowRuns = drawn.flowRuns.map((run) => ({
    ...run,
    expected_start_time: run.expected_start_time ?? instant(START),
  }));
  const world = { ...drawn, flowRuns };
  let store: Store;
  let isFilled = false;

  beforeEach(async () => {
    ({ store } = await database.open());
    if (isFilled) return;
    isFilled = true;
    await withTables(database, async (db) => {
      await insertRows(db, "flow", world.flows);
      await insertRows(db, "flow_run", world.flowRuns);
      await insertRows(db, "task_run", world.taskRuns);
    });
  });

  test("give each run that matches once, in the order of the whole, and say how many there are", async () => {
    const requests = fc.record({
      filters: filtersFor(world),
      sort: fc.constantFrom(...runsPageSort.exclude(["NEXT_START_ASC"]).options),
      limit: fc.integer({ min: 1, max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(requests, async ({ filters, sort, limit }) => {
        const given = { ...filters, deployments: null };
        const { flows, flow_runs, task_runs } = given;
        const body = { ...runsPageBody.parse({ sort }), flows, flow_runs, task_runs };
        const whole = await store.read("runsPage", { ...body, limit: 200 });
        const expected = matchingFlowRuns(world, given);
        expect(whole.results.map((run) => run.id).toSorted()).toEqual(expected);
        const ids: string[] = [];
        let cursor: string | null = null;
        do {
          const page: RunsPage = await store.read("runsPage", { ...body, limit, cursor });
          expect(page.total).toEqual(cursor === null ? { count: expected.length, is_bounded: false } : null);
          ids.push(...page.results.map((run) => run.id));
          cursor = page.next_cursor;
        } while (cursor !== null);
        expect(ids).toEqual(whole.results.map((run) => run.id));
      }),
      { numRuns: 100 },
    );
  });
});
