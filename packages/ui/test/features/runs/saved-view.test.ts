import { savedSearchCreate } from "@tutti/core/wire/saved-search";
import { expect, test } from "vitest";
import { isShown, savedViewBody, savedViews } from "../../../src/features/runs/saved-view.ts";

const stored = { created: "2026-11-22T10:00:00Z", updated: "2026-11-22T10:00:00Z" };
const search = {
  state: ["FAILED", "Late"],
  tag: ["prod"],
  deployment: ["nightly"],
  range: "24h",
  sort: "oldest",
} as const;
const mutable = { ...search, state: [...search.state], tag: [...search.tag], deployment: [...search.deployment] };

test("a view is read as it was saved, and the server takes it", () => {
  const body = savedSearchCreate.parse(savedViewBody("trouble", mutable));
  expect(savedViews([{ ...stored, id: "1", ...body }])).toStrictEqual([{ id: "1", name: "trouble", search }]);
});

test("views are listed by name, and what other user interfaces saved is left out", () => {
  const foreign = { object: "flow_run", property: "state", type: "str", operation: "equals", value: "FAILED" };
  const saved = ["b", "a"].map((name) => ({ ...stored, id: name, ...savedViewBody(name, { q: name }) }));
  const others = [
    { ...stored, id: "x", name: "x", filters: [foreign] },
    { ...stored, id: "y", name: "y", filters: [] },
  ];
  expect(savedViews([...saved, ...others]).map(({ name }) => name)).toStrictEqual(["a", "b"]);
});

test("a view is shown whichever of its filters was chosen first", () => {
  const view = { id: "1", name: "trouble", search: mutable };
  const { range, ...rest } = mutable;
  expect([isShown(view, { range, ...rest }), isShown(view, rest)]).toStrictEqual([true, false]);
});
