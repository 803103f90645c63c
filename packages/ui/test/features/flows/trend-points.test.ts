import type { History } from "@tutti/core/wire/history";
import { expect, test } from "vitest";
import { trendPoints, trendTotals } from "../../../src/features/flows/trend-points.ts";

type State = History[number]["states"][number];

function state(state_type: State["state_type"], count_runs: number, seconds: number): State {
  return { state_type, state_name: state_type, count_runs, sum_estimated_run_time: seconds, sum_estimated_lateness: 0 };
}
const stretch = (from: string, states: State[]) => ({ interval_start: from, interval_end: from, states });

test("a stretch has its runs, its failures and their mean length", () => {
  const points = trendPoints([
    stretch("a", [state("COMPLETED", 3, 30), state("FAILED", 1, 2), state("RUNNING", 1, 90), state("SCHEDULED", 9, 0)]),
    stretch("b", []),
  ]);
  expect(points).toStrictEqual([
    { from: "a", runs: 5, bad: 1, meanSeconds: 8 },
    { from: "b", runs: 0, bad: 0, meanSeconds: null },
  ]);
  expect(trendTotals(points)).toStrictEqual({ runs: 5, goodShare: 0.8, meanSeconds: 8 });
  expect(trendTotals([])).toStrictEqual({ runs: 0, goodShare: null, meanSeconds: null });
});
