import { artifact, flow, getLogger, task } from "tutti";

// A run as the README shows one: reading, a retry, training, many mapped runs, a subflow. Nothing is computed; the times
// are those of the taxi example, shortened.

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const drawn = Promise.withResolvers<void>();

/** The run halts in the middle of its training until it is told that the picture is drawn. */
export const LAST_LINE = "[63]";
export function goOn(): void {
  drawn.resolve();
}

const readData = task({ retries: 3, retryDelaySeconds: 1 }, async function readData(path: string, rows: number) {
  getLogger().info(`reading ${path}`);
  await sleep(900 + rows / 120);
  getLogger().info(`${rows.toLocaleString("en")} rows kept`);
  return { rows };
});

let attempts = 0;
const addFeatures = task(
  { retries: 2, retryDelaySeconds: 0.6 },
  async function addFeatures(train: { rows: number }, validation: { rows: number }) {
    attempts += 1;
    await sleep(500);
    if (attempts < 3) throw new Error("EBUSY: resource busy, open 'models/preprocessor.json'");
    await sleep(700);
    getLogger().info(`5,218 features of ${(train.rows + validation.rows).toLocaleString("en")} trips`);
    return { count: 5218 };
  },
);

const score = task(async function score(part: number, _features: { count: number }) {
  await sleep(300 + ((part * 7919) % 3200));
  if (part % 9 === 4) await drawn.promise;
  if (part === 41) throw new Error("part 41 has no trips");
  return part;
});

const trainBestModel = task(async function trainBestModel(_features: { count: number }) {
  for (let round = 0; round < 64; round += 1) {
    const error = (14.2 * Math.exp(-round / 18) + 6.42).toFixed(5);
    getLogger().info(`[${round}]\tvalidation-rmse: \u001B[33m${error}\u001B[0m`);
    await sleep(60);
  }
  await drawn.promise;
  return { rmse: 6.42 };
});

const report = task(async function report(_model: { rmse: number }) {
  await sleep(400);
  await artifact.markdown({
    key: "duration-model-report",
    markdown: "# RMSE\n\n| Region | RMSE |\n|:--|--:|\n| green | 6.42 |\n",
  });
});

const driftReport = flow(async function driftReport({ months }: { months: number }) {
  await report({ rmse: months });
});

export const mainFlow = flow(async function mainFlow({ trainPath, valPath }: { trainPath: string; valPath: string }) {
  const [train, validation] = await Promise.all([readData(trainPath, 73_908), readData(valPath, 61_921)]);
  const features = await addFeatures(train, validation);
  const parts = Array.from({ length: 64 }, (_, part) => score.submit(part, features));
  const model = await trainBestModel(features);
  await Promise.all(parts.map((part) => part.state()));
  await driftReport({ months: 2 });
  return model.rmse;
});
