import { expect, test } from "vitest";
import { readDefaultView, writeDefaultView } from "../../../src/features/runs/default-view.ts";

test("a view is read as it was kept", () => {
  const view = { id: "v1", search: { state: ["FAILED", "Late"], range: "24h" } as const };
  const mutable = { ...view, search: { ...view.search, state: [...view.search.state] } };
  expect(readDefaultView(writeDefaultView(mutable))).toStrictEqual(mutable);
});

test.each([null, "", "v1", "?state=FAILED", "v1?nothing=here"])("what is no view is none: %s", (text) => {
  expect(readDefaultView(text)).toBeNull();
});

test("no view is kept as none", () => {
  expect(readDefaultView(writeDefaultView(null))).toBeNull();
});
