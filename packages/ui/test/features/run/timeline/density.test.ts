import { expect, test } from "vitest";
import { densityOf } from "../../../../src/features/run/timeline/density.ts";
import type { Segment } from "../../../../src/features/run/timeline/segments.ts";
import type { Tone } from "../../../../src/state/tone.ts";

const run = (tone: Tone, startAt: number, endAt: number | null): Segment[] => [{ kind: "run", tone, startAt, endAt }];
const view = { fromAt: 0, toAt: 40 };

test("each slice counts what was under way in it, failures at the foot", () => {
  const runs = [run("completed", 0, 15), run("failed", 11, 12), run("running", 31, null)];
  expect(densityOf(runs, view, 35, 4)).toStrictEqual([
    { total: 1, parts: [{ tone: "completed", count: 1 }] },
    {
      total: 2,
      parts: [
        { tone: "failed", count: 1 },
        { tone: "completed", count: 1 },
      ],
    },
    { total: 0, parts: [] },
    { total: 1, parts: [{ tone: "running", count: 1 }] },
  ]);
});

test("waits and what is out of view count for nothing", () => {
  const runs: Segment[][] = [
    [{ kind: "wait", tone: "pending", startAt: 0, endAt: 40 }],
    run("completed", 50, 60),
    run("completed", -20, -10),
  ];
  expect(densityOf(runs, view, 100, 2)).toStrictEqual([
    { total: 0, parts: [] },
    { total: 0, parts: [] },
  ]);
});
