import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addSeconds, instant, secondsBetween } from "../src/instant.ts";
import {
  countAt,
  freeSlots,
  retryAfterSeconds,
  type SlotCount,
  wholeSlots,
  withDenied,
  withReleased,
  withTaken,
} from "../src/slot-count.ts";

const START = instant(1_800_000_000_000_000);

function count(fields: Partial<SlotCount> = {}): SlotCount {
  const none = { active: 0, denied: 0, decayPerSecond: 0, occupancySeconds: 2, waitSecondsMax: 30, asOf: START };
  return { limit: 5, ...none, ...fields };
}

describe("what time does to a count", () => {
  test.each([
    ["slots that are held stay taken", { active: 3 }, 1000, { active: 3, denied: 0 }],
    ["slots that decay free themselves", { active: 3, decayPerSecond: 0.5 }, 4, { active: 1, denied: 0 }],
    ["in parts too", { active: 3, decayPerSecond: 0.5 }, 1, { active: 2.5, denied: 0 }],
    ["and no further than to none", { active: 3, decayPerSecond: 0.5 }, 60, { active: 0, denied: 0 }],
    ["denials are forgotten at the pace of the decay", { denied: 4, decayPerSecond: 2 }, 1, { active: 0, denied: 2 }],
    ["or of what a slot is held", { denied: 4, occupancySeconds: 2 }, 4, { active: 0, denied: 2 }],
    ["which counts as long as anybody waits", { denied: 4, occupancySeconds: 900 }, 60, { active: 0, denied: 2 }],
    ["and as a tenth of a second at least", { denied: 4, occupancySeconds: 0 }, 0.2, { active: 0, denied: 2 }],
  ])("%s", (_what, before, seconds, { active, denied }) => {
    const at = addSeconds(START, seconds);
    expect(countAt(count(before), at)).toEqual(count({ ...before, active, denied, asOf: at }));
  });

  test("a clock that was set back changes nothing", () => {
    const before = count({ active: 3, decayPerSecond: 1, denied: 2 });
    expect(countAt(before, addSeconds(START, -60))).toBe(before);
  });
});

test.each([
  [{ active: 0 }, 5],
  [{ active: 4 }, 1],
  [{ active: 4.5 }, 0],
  [{ active: 4.000_000_1 }, 1],
  [{ active: 9 }, 0],
  [{ limit: 0 }, 0],
])("%j leaves %i slots free", (fields, free) => {
  expect(freeSlots(count(fields))).toBe(free);
});

test.each([
  [0, 0],
  [0.2, 1],
  [2, 2],
  [2.000_000_1, 2],
  [2.5, 3],
])("%f slots are %i in whole ones", (slots, whole) => {
  expect(wholeSlots(slots)).toBe(whole);
});

test("taking, denying and releasing change what they say", () => {
  const taken = withTaken(count({ active: 1 }), 2);
  expect(taken).toEqual(count({ active: 3 }));
  expect(withDenied(taken, 2)).toEqual(count({ active: 3, denied: 2 }));
  expect(withReleased(taken, 2, null)).toEqual(count({ active: 1 }));
  expect(withReleased(taken, 9, null)).toEqual(count({ active: 0 }));
});

test.each([
  ["a tenth of the way, for a limit of five", 5, 1, 12, 3],
  ["half of the way, for a limit of one", 1, 1, 12, 7],
  ["by what each of the slots was held", 5, 2, 24, 3],
  ["never by less than a tenth of a second", 1, 1, 0, 1.05],
  ["not for a limit of none", 0, 1, 12, 2],
])("a release moves the average %s", (_how, limit, slots, seconds, average) => {
  expect(withReleased(count({ limit, active: 5 }), slots, seconds).occupancySeconds).toBeCloseTo(average);
});

describe("when to ask again", () => {
  const middle = () => 0.5;

  test.each([
    ["as long as a slot is held", [count({ limit: 1, occupancySeconds: 3 })], 1, 3],
    ["less with more slots", [count({ limit: 3, occupancySeconds: 3 })], 1, 1],
    ["longer behind others", [count({ limit: 1, occupancySeconds: 3, denied: 2 })], 1, 9],
    ["no longer than the limit says", [count({ limit: 1, occupancySeconds: 900, denied: 7 })], 1, 30],
    ["until so many slots have decayed", [count({ decayPerSecond: 0.5, denied: 2 })], 1, 6],
    ["by the limit most asked for", [count({ limit: 1, denied: 1 }), count({ limit: 1, denied: 4 })], 1, 10],
    ["at once for no limit", [], 1, 0],
  ])("%s", (_when, counts, slots, seconds) => {
    expect(retryAfterSeconds(counts, slots, middle)).toBeCloseTo(seconds);
  });

  test("is spread by a third at most, and never beyond the limit's own bound by more", () => {
    const counts = fc.record({
      limit: fc.integer({ min: 1, max: 100 }),
      denied: fc.double({ min: 0, max: 1e6, noNaN: true }),
      occupancySeconds: fc.double({ min: 0.1, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(
        counts,
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (...given) => {
          const [fields, slots, random] = given;
          const exact = retryAfterSeconds([count(fields)], slots, middle);
          const spread = retryAfterSeconds([count(fields)], slots, () => random);
          expect(spread).toBeGreaterThan(exact / 1.31);
          expect(spread).toBeLessThan(exact * 1.31);
          expect(spread).toBeLessThanOrEqual(30 * 1.31);
        },
      ),
    );
  });
});

describe("whatever is done to a limit", () => {
  const decays = fc.constantFrom(0, 0.1, 0.5, 3, 1000 / 7);
  const steps = fc.array(
    fc.record({
      seconds: fc.double({ min: 0, max: 20, noNaN: true }),
      slots: fc.integer({ min: 1, max: 5 }),
      does: fc.constantFrom("take", "release", "look", "deny"),
    }),
    { maxLength: 60 },
  );

  test("its slots are never less than none, nor more than its limit", () => {
    fc.assert(
      fc.property(fc.nat(10), decays, steps, (limit, decayPerSecond, taken) => {
        let now = count({ limit, decayPerSecond });
        for (const step of taken) {
          now = after(now, step);
          expect(now.active).toBeGreaterThanOrEqual(0);
          expect(now.active).toBeLessThanOrEqual(limit + 1e-5);
          expect(freeSlots(now)).toBeLessThanOrEqual(limit);
          expect(now.denied).toBeGreaterThanOrEqual(0);
          expect(now.occupancySeconds).toBeGreaterThan(0);
        }
      }),
    );
  });

  test("looking at it more often changes nothing", () => {
    const looks = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { maxLength: 200 });
    fc.assert(
      fc.property(decays, looks, (decayPerSecond, pauses) => {
        const before = count({ limit: 1000, active: 1000, denied: 50, decayPerSecond });
        const often = pauses.reduce((now, pause) => countAt(now, addSeconds(now.asOf, pause)), before);
        const once = countAt(before, often.asOf);
        expect(often.active).toBeCloseTo(once.active, 4);
        expect(often.denied).toBeCloseTo(once.denied, 4);
      }),
    );
  });

  test("a rate limit lets through its limit and what decayed since, and no more", () => {
    const limits = fc.record({ limit: fc.integer({ min: 1, max: 10 }), decayPerSecond: fc.constantFrom(0.1, 0.5, 3) });
    const pauses = fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { maxLength: 200 });
    fc.assert(
      fc.property(limits, pauses, (fields, asked) => {
        let [now, taken] = [count(fields), 0];
        for (const pause of asked) {
          const before = countAt(now, addSeconds(now.asOf, pause));
          const isFree = freeSlots(before) >= 1;
          now = isFree ? withTaken(before, 1) : withDenied(before, 1);
          taken += isFree ? 1 : 0;
          const decayed = secondsBetween(now.asOf, START) * fields.decayPerSecond;
          expect(taken).toBeLessThanOrEqual(fields.limit + decayed + 1e-3);
        }
      }),
    );
  });
});

function after(before: SlotCount, { seconds, slots, does }: { seconds: number; slots: number; does: string }) {
  const now = countAt(before, addSeconds(before.asOf, seconds));
  if (does === "take") return freeSlots(now) >= slots ? withTaken(now, slots) : now;
  if (does === "release") return withReleased(now, slots, seconds);
  return does === "deny" ? withDenied(now, slots) : now;
}
