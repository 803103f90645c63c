import { describe, expect, test } from "vitest";
import { planSchedules } from "../../src/schedule/plan-schedules.ts";

const NO_SLUG = "Please provide a slug for each schedule in your request to ensure schedules are updated correctly.";
const schedule = { cron: "0 0 * * *", day_or: true };

describe("schedules of a change", () => {
  test.each([
    ["replace those that have no slugs", [null, "a"], [{ slug: "b", schedule }]],
    ["replace none", [], [{ schedule }]],
    ["replace them by none", [null], []],
  ])("%s", (_what, current, given) => {
    expect(planSchedules(current, given)).toEqual({ kind: "replace", schedules: given });
  });

  test("are matched by slug, renamed or added, and leave the others alone", () => {
    const given = [
      { slug: "a", active: false },
      { slug: "new-b", replaces: "b" },
      { slug: "d", schedule },
      { slug: "e", replaces: "nobody", schedule },
    ];
    expect(planSchedules(["a", "b", "c"], given)).toEqual({
      kind: "adjust",
      changes: [
        { slug: "a", update: given[0] },
        { slug: "b", update: given[1] },
      ],
      additions: [given[2], given[3]],
    });
  });

  test("may swap their slugs", () => {
    const given = [
      { slug: "b", replaces: "a" },
      { slug: "a", replaces: "b" },
    ];
    expect(planSchedules(["a", "b"], given)).toMatchObject({ kind: "adjust", additions: [] });
  });
});

test.each([
  ["one lacks its slug", [{ schedule }], NO_SLUG],
  ["one of several does", [{ slug: "a" }, { slug: null, schedule }], NO_SLUG],
  [
    "a new one has no schedule",
    [{ slug: "z" }],
    "Unable to create new deployment schedules without a schedule configuration.",
  ],
  [
    "one slug is replaced twice",
    [
      { slug: "x", replaces: "a" },
      { slug: "y", replaces: "a" },
    ],
    "Multiple schedules have 'replaces' targeting the same slug: a",
  ],
  [
    "a slug is taken by another",
    [{ slug: "b", replaces: "a" }],
    "Cannot rename schedule from 'a' to 'b': a schedule with slug 'b' already exists.",
  ],
])("schedules of a change are refused when %s", (_what, given, detail) => {
  expect(() => planSchedules(["a", "b"], given)).toThrow(expect.objectContaining({ code: "invalid_request", detail }));
});
