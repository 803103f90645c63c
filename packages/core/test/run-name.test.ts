import * as fc from "fast-check";
import { expect, test } from "vitest";
import { generateRunName, runNameOr } from "../src/run-name.ts";

test("a run's name is an adjective and a noun", () => {
  const dice = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(dice, (random) => {
      expect(generateRunName(() => random)).toMatch(/^[a-z]+-[a-z]+$/);
    }),
  );
});

test("both words depend on the dice, from the first to the last", () => {
  const names = [0, 0.5, 0.999_999].map((random) => generateRunName(() => random));
  expect(names).toEqual(["able-adagio", "jovial-minuet", "zesty-zither"]);
});

test("ten thousand throws name a run the same seldom", () => {
  let seed = 1;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const names = new Set(Array.from({ length: 10_000 }, () => generateRunName(random)));
  expect(names.size).toBeGreaterThan(5000);
});

test.each([
  ["mine", "mine"],
  [" ", " "],
  ["", "able-adagio"],
  [null, "able-adagio"],
  [undefined, "able-adagio"],
])("a run that is given the name %o is called %o", (given, name) => {
  expect(runNameOr(given, () => 0)).toBe(name);
});
