import { flowRunFilter } from "@tutti/core/wire/flow-run-filter";
import * as fc from "fast-check";
import type { Kysely } from "kysely";
import { beforeEach, expect, test } from "vitest";
import { dialectOf } from "../../../src/store/dialect.ts";
import { flowCandidate, flowRunCandidates, startBounds } from "../../../src/store/filters/flow-run-candidates.ts";
import { flowRunScope, taskRunScope } from "../../../src/store/filters/scope.ts";
import { taskRunCandidates } from "../../../src/store/filters/task-run-candidates.ts";
import { findAccess, type Access } from "../../../src/store/queries/access.ts";
import { orderedIds } from "../../../src/store/queries/ordered-ids.ts";
import { FLOW_RUN_ORDER, TASK_RUN_ORDER } from "../../../src/store/queries/run-order.ts";
import type { Database } from "../../../src/store/tables.ts";
import { describeOnDatabases } from "../../support/databases.ts";
import { flowRow, flowRunRow, insertRows, withTables } from "../../support/rows.ts";
import { filtersFor } from "../filters/arbitrary-filters.ts";
import { matchingFlows, type Filters } from "../filters/interpreter.ts";
import { smallWorld } from "../filters/worlds.ts";

const RUNS = { numRuns: 200 };
const WALK: Access = { kind: "walk", lookup: null, inStartOrder: null };

describeOnDatabases("a way to the rows", (database) => {
  const world = smallWorld();
  const filters = filtersFor(world);
  let isFilled = false;

  beforeEach(async () => {
    await database.open();
    if (isFilled) return;
    isFilled = true;
    await withTables(database, async (db) => {
      await insertRows(db, "flow", world.flows);
      await insertRows(db, "flow_run", world.flowRuns);
      await insertRows(db, "task_run", world.taskRuns);
    });
  });

  test("to flow runs changes nothing about the page, whichever is taken", async () => {
    await withTables(database, async (db) => {
      await fc.assert(
        fc.asyncProperty(filters, async (given) => {
          const flowIds =
            given.flows === null
              ? []
              : matchingFlows(world, { ...given, flow_runs: null, task_runs: null, deployments: null });
          const ofFlows = given.flows === null ? [] : [flowCandidate(dialectOf(db), flowIds)];
          const candidates = [...flowRunCandidates(dialectOf(db), bodyOf(given)), ...ofFlows];
          const expected = await flowRunIds(db, given, WALK, false);
          expect(await flowRunIds(db, given, WALK, true)).toEqual(expected);
          for (const { condition, inStartOrder = null } of candidates) {
            expect(await flowRunIds(db, given, { kind: "fetch", condition }, false)).toEqual(expected);
            const merging: Access = { kind: "walk", lookup: condition, inStartOrder };
            expect(await flowRunIds(db, given, merging, true)).toEqual(expected);
          }
        }),
        RUNS,
      );
    });
  });

  test("to task runs changes nothing about the page, whichever is taken", async () => {
    await withTables(database, async (db) => {
      await fc.assert(
        fc.asyncProperty(filters, async (given) => {
          const expected = await taskRunIds(db, given, WALK);
          for (const { condition } of taskRunCandidates(dialectOf(db), bodyOf(given))) {
            expect(await taskRunIds(db, given, { kind: "fetch", condition })).toEqual(expected);
          }
        }),
        RUNS,
      );
    });
  });
});

describeOnDatabases("the choice of a way", (database) => {
  const flow = flowRow({ name: "a-flow" });
  const completed = Array.from({ length: 2500 }, () => flowRunRow({ flow_id: flow.id, state_type: "COMPLETED" }));
  const failed = flowRunRow({ flow_id: flow.id, state_type: "FAILED", name: "rare-run" });
  let isFilled = false;

  beforeEach(async () => {
    await database.open();
    if (isFilled) return;
    isFilled = true;
    await withTables(database, async (db) => {
      await insertRows(db, "flow", [flow]);
      await insertRows(db, "flow_run", [failed, ...completed]);
    });
  });

  test.each([
    ["fetches what is rare", { state: { type: { any_: ["FAILED"] } } }, "fetch"],
    ["walks to what is common", { state: { type: { any_: ["COMPLETED"] } } }, "walk"],
    [
      "fetches when one of the conditions is rare",
      { name: { any_: ["a-run"] }, state: { type: { any_: ["FAILED"] } } },
      "fetch",
    ],
    ["scans for a rare part of a name", { name: { like_: "RARE" } }, "fetch"],
    ["walks to a common part of a name", { name: { like_: "run" } }, "walk"],
    ["walks without filters", {}, "walk"],
    [
      "does not take one side of an or",
      { operator: "or_", name: { any_: ["x"] }, state: { type: { any_: ["FAILED"] } } },
      "walk",
    ],
    ["goes by the ids that are given", { id: { any_: [failed.id] } }, "fetch"],
  ])("%s", async (_title, given, kind) => {
    await withTables(database, async (db) => {
      const candidates = flowRunCandidates(dialectOf(db), { flow_runs: flowRunFilter.parse(given) });
      expect((await findAccess(db, "flow_run", candidates)).kind).toBe(kind);
    });
  });
});

function flowRunIds(db: Kysely<Database>, given: Filters, access: Access, isBounded: boolean) {
  const body = bodyOf(given);
  return orderedIds(db, "flow_run", {
    access,
    scope: flowRunScope(dialectOf(db), body),
    within: isBounded ? startBounds(body) : [],
    order: FLOW_RUN_ORDER.START_TIME_DESC,
    limit: 20,
    offset: 3,
  });
}

function taskRunIds(db: Kysely<Database>, given: Filters, access: Access) {
  return orderedIds(db, "task_run", {
    access,
    scope: taskRunScope(dialectOf(db), bodyOf(given)),
    within: [],
    order: TASK_RUN_ORDER.END_TIME_DESC,
    limit: 20,
    offset: 3,
  });
}

function bodyOf({ flows, flow_runs, task_runs }: Filters) {
  return { flows, flow_runs, task_runs };
}
