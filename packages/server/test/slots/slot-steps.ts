import * as fc from "fast-check";
import { expect } from "vitest";
import type { SlotModel } from "./slot-model.ts";
import { type SlotSystem, TASK_RUNS, type Taking } from "./slot-system.ts";

const TTL_SECONDS = 60;

type Step = fc.AsyncCommand<SlotModel, SlotSystem>;

/** Something that is done to both, and what must be the same then. */
function step(name: string, run: (model: SlotModel, real: SlotSystem) => Promise<void>): Step {
  return {
    check: () => true,
    toString: () => name,
    run: async (model, real) => {
      await run(model, real);
      for (const limit of model.limits.keys()) {
        expect([name, limit, await real.activeOf(limit)]).toEqual([name, limit, model.taken(limit)]);
      }
    },
  };
}

/** As many as there is room for are let in, out of those who ask at once. */
function taking(request: Taking, atOnce: number): Step {
  return step(`${atOnce} × take ${JSON.stringify(request)}`, async (model, real) => {
    const { names, slots, holder } = request;
    const asked = Array.from({ length: atOnce }, () => real.take(request));
    if (model.isImpossible(names, slots)) {
      expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(asked.map(() => "rejected"));
      return;
    }
    const ids = (await Promise.all(asked)).filter((id) => id !== null);
    expect(ids).toHaveLength(Math.min(atOnce, model.room(names, slots)));
    const limits = model.active(names);
    model.leases.push(...ids.map((id) => ({ id, limits, slots, holder, endsAt: model.now + TTL_SECONDS })));
  });
}

function dying(request: Taking): Step {
  return step(`die taking ${JSON.stringify(request)}`, async (model, real) => {
    if (!model.isImpossible(request.names, request.slots)) await real.takeAndDie(request);
  });
}

function ofLease(name: string, at: number, run: (id: string, model: SlotModel, real: SlotSystem) => Promise<void>) {
  return step(`${name} ${at}`, async (model, real) => {
    const lease = model.leases[at % Math.max(model.leases.length, 1)];
    if (lease !== undefined) await run(lease.id, model, real);
  });
}

const releasing = (at: number) =>
  ofLease("release, and once more", at, async (id, model, real) => {
    await Promise.all([real.release(id), real.release(id)]);
    model.end(id);
    expect(await real.renew(id)).toBe(false);
  });

const renewing = (at: number) =>
  ofLease("renew", at, async (id, model, real) => {
    expect(await real.renew(id)).toBe(true);
    for (const lease of model.leases) if (lease.id === id) lease.endsAt = model.now + TTL_SECONDS;
  });

const passing = (seconds: number) =>
  step(`${seconds} s pass`, async (model, real) => {
    real.advance(seconds);
    model.now += seconds;
    await real.endExpired();
    model.endExpired();
  });

const changing = (name: string, changes: { limit?: number; active?: boolean }) =>
  step(`${name} becomes ${JSON.stringify(changes)}`, async (model, real) => {
    await real.change(name, changes);
    const limit = model.limits.get(name);
    if (limit === undefined) return;
    limit.limit = changes.limit ?? limit.limit;
    limit.isActive = changes.active ?? limit.isActive;
  });

const givingBack = (tag: string, taskRunId: string) =>
  step(`give back ${tag} of ${taskRunId}`, async (model, real) => {
    await real.store.command("giveBackSlotsOfTags", { tags: [tag], taskRunId });
    const isTheirs = (lease: { limits: readonly string[]; holder: string | null }) =>
      lease.holder === taskRunId && lease.limits.includes(`tag:${tag}`);
    model.leases = model.leases.filter((lease) => !isTheirs(lease));
    expect(await real.holdersOf(tag)).not.toContain(taskRunId);
  });

const restarting = step("restart", (_model, real) => real.restart());

/** All that may happen to these limits. */
export function stepsOn(names: readonly string[], tag: string): fc.Arbitrary<Step>[] {
  const name = fc.constantFrom(...names);
  const some = fc.subarray([...names], { minLength: 1 });
  const holder = fc.option(fc.constantFrom(...TASK_RUNS));
  const request = fc.record({ names: some, slots: fc.integer({ min: 1, max: 3 }), holder });
  const change = fc.oneof(fc.record({ limit: fc.integer({ min: 0, max: 6 }) }), fc.record({ active: fc.boolean() }));
  return [
    fc.tuple(request, fc.integer({ min: 1, max: 4 })).map(([asked, atOnce]) => taking(asked, atOnce)),
    request.map((asked) => taking(asked, 1)),
    request.map(dying),
    fc.nat(30).map(releasing),
    fc.nat(30).map(renewing),
    fc.integer({ min: 1, max: 45 }).map(passing),
    fc.tuple(name, change).map(([limit, changes]) => changing(limit, changes)),
    fc.constantFrom(...TASK_RUNS).map((id) => givingBack(tag, id)),
    fc.constant(restarting),
  ];
}
