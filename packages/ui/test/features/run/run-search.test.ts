import { expect, test } from "vitest";
import { readRunSearch, readZoom, writeZoom } from "../../../src/features/run/run-search.ts";

test("the address is read key by key, and what makes no sense is dropped", () => {
  const raw = {
    tab: "tasks",
    task: "id",
    zoom: "5-2",
    level: "loud",
    q: "a",
    only: "matches",
    line: "l",
    view: "cube",
    wrap: "on",
  };
  expect(readRunSearch(raw)).toStrictEqual({
    tab: "tasks",
    task: "id",
    q: "a",
    only: "matches",
    line: "l",
    wrap: "on",
  });
});

test("a zoom is written so that it can be read", () => {
  expect(writeZoom({ fromMs: 12.7, toMs: 40.2 })).toBe("12-41");
  expect([readZoom("12-41"), readZoom("41-12"), readZoom("a")]).toStrictEqual([{ fromMs: 12, toMs: 41 }, null, null]);
});
