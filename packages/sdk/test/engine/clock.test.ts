import { expect, test } from "vitest";
import { now } from "../../src/engine/clock.ts";
import { newId } from "../../src/engine/new-id.ts";

test("every instant is later than the one before, and near the wall clock", () => {
  const instants = Array.from({ length: 10_000 }, now);
  expect(instants.every((instant, index) => index === 0 || instant > Number(instants[index - 1]))).toBe(true);
  expect(Math.abs(Number(instants.at(-1)) / 1000 - Date.now())).toBeLessThan(1000);
});

test("ids are version 7 UUIDs, all different, sorted in the order they were made", () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect(ids.every((id) => /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
});
