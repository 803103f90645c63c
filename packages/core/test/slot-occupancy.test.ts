import { expect, test } from "vitest";
import { instant } from "../src/instant.ts";
import { type Hold, slotOccupancy } from "../src/slot-occupancy.ts";

const hold = (from: number, until: number | null): Hold => ({
  from: instant(from),
  until: until === null ? null : instant(until),
});

function told(holds: readonly Hold[]): [number, number, number][] {
  const window = { since: instant(100), until: instant(140), parts: 4 };
  return slotOccupancy(holds, window).map(({ from, mean, most }) => [from, mean, most]);
}

test("nothing held is nothing, and so is what was held before or after", () => {
  const nothing = [100, 110, 120, 130].map((from) => [from, 0, 0]);
  expect(told([])).toEqual(nothing);
  expect(told([hold(0, 100), hold(140, null), hold(120, 120)])).toEqual(nothing);
});

test("what is held over the whole of a part counts one, else its share", () => {
  expect(told([hold(50, 125)])).toEqual([
    [100, 1, 1],
    [110, 1, 1],
    [120, 0.5, 1],
    [130, 0, 0],
  ]);
  expect(told([hold(135, null)])).toEqual([
    [100, 0, 0],
    [110, 0, 0],
    [120, 0, 0],
    [130, 0.5, 1],
  ]);
});

test("what ends where a part begins is not in it, and what begins there is", () => {
  expect(told([hold(100, 110), hold(120, 130)])).toEqual([
    [100, 1, 1],
    [110, 0, 0],
    [120, 1, 1],
    [130, 0, 0],
  ]);
});

test("several at once are counted together; one that follows another is not", () => {
  expect(told([hold(102, 104), hold(104, 106), hold(112, 118), hold(114, 116), hold(119, 121)])).toEqual([
    [100, 0.4, 1],
    [110, 0.9, 2],
    [120, 0.1, 1],
    [130, 0, 0],
  ]);
});
