import { expect, test } from "vitest";
import { migrations } from "../../../src/store/migrations/registry.ts";

test("a migration's number is its place, so that none is passed over", () => {
  expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, place) => place + 1));
});
