import { median } from "../quantile.ts";
import { milliseconds, perSecond, type Question } from "../question.ts";
import type { Contestant } from "../subjects.ts";

const RUNS = 1000;
const TIMES = 3;

/** Queues run as many jobs without steps: nobody who adds steps can be faster. */
export function manyRuns(engines: readonly Contestant[], queues: readonly Contestant[]): Question {
  return {
    title: `${RUNS.toLocaleString("en-US")} runs of three steps, started at once`,
    method: `From one process, until all have ended, median of ${TIMES} times; queues run as many jobs without steps.`,
    target: "≥ 1,000 runs/s",
    async ask() {
      const rows = [];
      for (const { name, durability, run } of [...engines, ...queues]) {
        const times: number[] = [];
        for (let time = 0; time < TIMES; time += 1) times.push(...(await run("many-runs", RUNS)));
        const ms = median(times);
        rows.push({
          subject: name,
          durability,
          figures: { "runs per second": perSecond((RUNS / ms) * 1000), median: milliseconds(ms) },
        });
      }
      return rows;
    },
  };
}
