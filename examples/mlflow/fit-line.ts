/** Fits a line with several step sizes, each a nested run in MLflow, and registers the best. */
import { activeMlflowRun, trackRun } from "@tutti/mlflow/track-run";
import { flow, task } from "tutti";

interface Line {
  readonly slope: number;
  readonly offset: number;
  readonly rmse: number;
}

const POINTS = Array.from({ length: 50 }, (_, index) => {
  const x = index / 50;
  return { x, y: 3 * x + 1 + Math.sin(index * 7) / 10 };
});

/** Descends along the gradient, and logs the error of each round. */
const fit = task(async function fit(stepSize: number): Promise<Line> {
  let line: Line = { slope: 0, offset: 0, rmse: Infinity };
  const errors: number[] = [];
  for (let round = 0; round < 100; round++) {
    const misses = POINTS.map(({ x, y }) => ({ x, miss: line.slope * x + line.offset - y }));
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    line = {
      slope: line.slope - stepSize * mean(misses.map(({ x, miss }) => 2 * x * miss)),
      offset: line.offset - stepSize * mean(misses.map(({ miss }) => 2 * miss)),
      rmse: Math.sqrt(mean(misses.map(({ miss }) => miss ** 2))),
    };
    errors.push(line.rmse);
  }
  await activeMlflowRun()?.logMetricValues("rmse", errors);
  return line;
});

export const fitLine = flow(async function fitLine({ stepSizes = [0.05, 0.2, 0.5] }: { stepSizes?: number[] } = {}) {
  return trackRun({ experiment: "lines" }, async (run) => {
    const lines: Line[] = [];
    for (const stepSize of stepSizes) {
      const tried = trackRun({ runName: `step size ${stepSize}` }, async (nested) => {
        await nested.logParam("stepSize", stepSize);
        return fit(stepSize);
      });
      lines.push(await tried);
    }
    const best = lines.reduce((one, other) => (other.rmse < one.rmse ? other : one));
    await run.logMetric("rmse", best.rmse);
    await run.logJson(best, "model/line.json");
    const { version } = await run.registerModel("line", "model", { aliases: ["champion"] });
    return { version, rmse: best.rmse };
  });
});

if (import.meta.main) console.log(await fitLine());
