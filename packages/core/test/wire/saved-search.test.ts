import { expect, test } from "vitest";
import { savedSearchCreate } from "../../src/wire/saved-search.ts";

const filter = { object: "flow", property: "name", type: "string", operation: "equals" };

test.each([null, "x", ["a", 1], { deep: {} }])("a saved filter may compare with %j", (value) => {
  const search = { name: "mine", filters: [{ ...filter, value }] };
  expect(savedSearchCreate.parse(search)).toEqual(search);
});

test("but not with nothing", () => {
  expect(savedSearchCreate.safeParse({ name: "mine", filters: [filter] }).success).toBe(false);
});
