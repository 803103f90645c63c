import type { History } from "@tutti/core/wire/history";
import type { StateType } from "@tutti/core/state-type";

/** How the runs of a stretch of time went. */
export interface TrendPoint {
  readonly from: string;
  readonly runs: number;
  readonly bad: number;
  /** Mean seconds of those that are over; null where none is. */
  readonly meanSeconds: number | null;
}

const BAD: ReadonlySet<StateType> = new Set(["FAILED", "CRASHED"]);
const OVER: ReadonlySet<StateType> = new Set(["FAILED", "CRASHED", "COMPLETED"]);

/** One point for each stretch of a history; what has not begun does not count. */
export function trendPoints(history: History): TrendPoint[] {
  return history.map(({ interval_start, states }) => {
    const over = states.filter(({ state_type }) => OVER.has(state_type));
    const count = sumOf(over.map(({ count_runs }) => count_runs));
    const begun = states.filter(({ state_type }) => state_type !== "SCHEDULED" && state_type !== "PENDING");
    return {
      from: interval_start,
      runs: sumOf(begun.map(({ count_runs }) => count_runs)),
      bad: sumOf(states.map(({ state_type, count_runs }) => (BAD.has(state_type) ? count_runs : 0))),
      meanSeconds: count === 0 ? null : sumOf(over.map((state) => state.sum_estimated_run_time)) / count,
    };
  });
}

/** The whole in three figures. */
export function trendTotals(points: readonly TrendPoint[]) {
  const runs = sumOf(points.map((point) => point.runs));
  const bad = sumOf(points.map((point) => point.bad));
  const timed = points.filter((point) => point.meanSeconds !== null);
  const seconds = sumOf(timed.map((point) => (point.meanSeconds ?? 0) * point.runs));
  const counted = sumOf(timed.map((point) => point.runs));
  return {
    runs,
    goodShare: runs === 0 ? null : (runs - bad) / runs,
    meanSeconds: counted === 0 ? null : seconds / counted,
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
