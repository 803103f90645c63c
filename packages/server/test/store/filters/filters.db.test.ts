import * as fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { flowRunsCountBody, flowRunsFilterBody } from "@tutti/core/wire/flow-run";
import { flowsCountBody, flowsFilterBody } from "@tutti/core/wire/flow";
import { taskRunsCountBody, taskRunsFilterBody } from "@tutti/core/wire/task-run";
import type { Store } from "../../../src/store/store.ts";
import { describeOnDatabases } from "../../support/databases.ts";
import { insertRows, withTables } from "../../support/rows.ts";
import { filtersFor } from "./arbitrary-filters.ts";
import { matchingFlowRuns, matchingFlows, matchingTaskRuns, type Filters } from "./interpreter.ts";
import { smallWorld } from "./worlds.ts";

const RUNS = { numRuns: 300 };

describeOnDatabases("a filter", (database) => {
  const world = smallWorld();
  const filters = filtersFor(world);
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

  test("of any shape finds the flows that the grammar says, and counts them", async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (given) => {
        const rows = await store.read("listFlows", { ...flowsFilterBody.parse({}), ...bodyOf(given) });
        const count = await store.read("countFlows", { ...flowsCountBody.parse({}), ...bodyOf(given) });
        const expected = matchingFlows(world, given);
        expect({ ids: rows.map((row) => row.id).sort(), count }).toEqual({ ids: expected, count: expected.length });
      }),
      RUNS,
    );
  });

  test("of any shape finds the flow runs that the grammar says, and counts them", async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (given) => {
        const rows = await store.read("listFlowRuns", { ...flowRunsFilterBody.parse({}), ...bodyOf(given) });
        const count = await store.read("countFlowRuns", { ...flowRunsCountBody.parse({}), ...bodyOf(given) });
        const expected = matchingFlowRuns(world, given);
        expect({ ids: rows.map((row) => row.id).sort(), count }).toEqual({ ids: expected, count: expected.length });
      }),
      RUNS,
    );
  });

  test("of any shape finds the task runs that the grammar says, and counts them", async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (given) => {
        const rows = await store.read("listTaskRuns", { ...taskRunsFilterBody.parse({}), ...bodyOf(given) });
        const count = await store.read("countTaskRuns", { ...taskRunsCountBody.parse({}), ...bodyOf(given) });
        const expected = matchingTaskRuns(world, given);
        expect({ ids: rows.map((row) => row.id).sort(), count }).toEqual({ ids: expected, count: expected.length });
      }),
      RUNS,
    );
  });
});

/** The interpreter looks at whether a deployment filter is there; the wire wants its operator too. */
function bodyOf({ deployments, ...others }: Filters) {
  return { ...others, deployments: deployments === null ? null : { operator: "and_" as const } };
}
