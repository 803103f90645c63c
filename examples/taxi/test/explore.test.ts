import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { TRAIN_PATH } from "../src/data-paths.ts";
import { explore } from "../src/exploration.ts";
import { readTrips } from "../src/trips.ts";
import { fixture } from "./fixture.ts";
import { runProgram } from "./run-program.ts";

test("the full month's rows, kept and dropped, and its histograms are counted exactly", async () => {
  const exploration = explore("green-2021-01.parquet", await readTrips(TRAIN_PATH));
  const { durations, distances, hours, ...counts } = exploration;
  expect(counts).toEqual({
    source: "green-2021-01.parquet",
    rowCount: 76_518,
    keptCount: 73_908,
    dropped: [
      { label: "no pick-up or drop-off time", count: 0 },
      { label: "ends before it begins", count: 0 },
      { label: "shorter than a minute", count: 1448 },
      { label: "longer than an hour", count: 1162 },
    ],
    suspicious: [
      { label: "with a distance of zero", count: 1626 },
      { label: "of more than 100 miles", count: 62 },
      { label: "picked up in another month", count: 2 },
    ],
    medianMinutes: expect.closeTo(14, 1),
    medianMiles: expect.closeTo(2.6, 2),
    zonePairCount: 13_220,
  });
  for (const bins of [durations, distances, hours]) {
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(73_908);
  }
  expect(hours[5]).toMatchObject({ hour: 5, count: 836, median: 17 });
  expect(distances.at(-1)).toEqual({ from: 25, to: Number.POSITIVE_INFINITY, count: 472 });
});

test("a trip without a time counts as dropped for that reason", async () => {
  const { rowCount, keptCount, dropped } = explore("three", await readTrips(fixture("nanoseconds.parquet")));
  expect({ rowCount, keptCount, first: dropped[0] }).toEqual({
    rowCount: 3,
    keptCount: 2,
    first: { label: "no pick-up or drop-off time", count: 1 },
  });
});

test("explore.ts writes one page that needs nothing else", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "taxi-explore-"));
  try {
    const report = path.join(folder, "report.html");
    const outcome = await runProgram("explore.ts", ["--out", report]);
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    expect(outcome.stdout).toContain("73908 of 76518 trips kept");
    const page = await readFile(report, "utf8");
    expect(page).toContain("96.6% of the rows are kept");
    expect(page.match(/<svg /g)).toHaveLength(3);
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
