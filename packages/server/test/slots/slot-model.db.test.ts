import * as fc from "fast-check";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { SlotModel } from "./slot-model.ts";
import { stepsOn } from "./slot-steps.ts";
import { SlotSystem } from "./slot-system.ts";

// R7: limits are never exceeded and never leak, whatever happens in whatever order: processes that die between taking
// and keeping, slots given back twice, limits changed under their holders, servers that restart. `npm run soak` does a
// million steps.

const STEPS = Number(process.env["TUTTI_TEST_STEPS"] ?? 450);
const STEPS_OF_RUN = 30;

const TAG = "modelled";
const LIMITS: ReadonlyMap<string, number> = new Map([
  ["first", 2],
  ["second", 3],
  [`tag:${TAG}`, 4],
]);

/** The limits as they are at the beginning, in both. */
async function begin(real: SlotSystem): Promise<SlotModel> {
  const model = new SlotModel();
  const unused = { active: true, active_slots: 0, denied_slots: 0, slot_decay_per_second: 0 };
  for (const [name, limit] of LIMITS) {
    await real.store.command("createConcurrencyLimit", { name, limit, ...unused });
    model.limits.set(name, { limit, isActive: true });
  }
  return model;
}

/** Nobody renews any more: every slot must be free then. */
async function end(real: SlotSystem): Promise<void> {
  real.advance(61);
  await real.endExpired();
  for (const name of LIMITS.keys()) {
    expect([name, await real.activeOf(name)]).toEqual([name, 0]);
    await real.store.command("deleteConcurrencyLimit", { key: { name }, notFoundDetail: "" });
  }
  await real.close();
}

describeOnDatabases("slots against their model", (database) => {
  test("are never exceeded and never leak", { timeout: 120_000 + STEPS * 100 }, async () => {
    const plans = fc.commands(stepsOn([...LIMITS.keys()], TAG), { size: "max", maxCommands: STEPS_OF_RUN });
    const property = fc.asyncProperty(plans, async (steps) => {
      const real = await SlotSystem.open(database);
      const model = await begin(real);
      await fc.asyncModelRun(() => ({ model, real }), steps);
      await end(real);
    });
    // Not shrunk: a run that failed leaves its limits behind, and the seed tells it again.
    const playing = fc.assert(property, { numRuns: Math.ceil(STEPS / STEPS_OF_RUN), endOnFailure: true });
    await expect(playing).resolves.toBeUndefined();
  });
});
