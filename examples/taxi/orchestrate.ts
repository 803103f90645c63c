import { artifact, flow, task } from "tutti";
import { type DataPaths, dataPaths, TRAIN_PATH, VAL_PATH } from "./src/data-paths.ts";
import { DictVectorizer } from "./src/dict-vectorizer.ts";
import { DMatrix } from "./src/d-matrix.ts";
import { MODEL_FOLDER, saveModel } from "./src/model-folder.ts";
import { modelReport } from "./src/model-report.ts";
import { rmse } from "./src/rmse.ts";
import { runMain } from "./src/run-main.ts";
import { trackModel, tracked } from "./src/tracking.ts";
import { trainBooster } from "./src/train-booster.ts";
import { TripDataError } from "./src/trip-data-error.ts";
import { type Features, labelledRows, tripFeatures } from "./src/trip-features.ts";
import { readTrips, type Trip } from "./src/trips.ts";

const BEST_PARAMS = {
  learning_rate: 0.09585355369315604,
  max_depth: 30,
  min_child_weight: 1.060597050922164,
  objective: "reg:squarederror",
  reg_alpha: 0.018060244040060163,
  reg_lambda: 0.011658731377413597,
  seed: 42,
};

/** Reads a month of trips and keeps those that took between one minute and an hour. */
const readData = task(
  { retries: 3, retryDelaySeconds: 2, persistResult: false },
  async function readData(path: string) {
    const trips = await readTrips(path);
    const kept = trips.filter((trip) => trip.durationMinutes >= 1 && trip.durationMinutes <= 60);
    if (kept.length === 0) throw new TripDataError(`${path} has no trip of 1 to 60 minutes.`);
    return kept;
  },
);

/** Turns trips into the numbers that a model is trained on; the columns are those of the training month. */
const addFeatures = task({ persistResult: false }, async function addFeatures(train: Trip[], validation: Trip[]) {
  const vectorizer = DictVectorizer.fit(train.map(tripFeatures));
  return { vectorizer, train: labelledRows(vectorizer, train), validation: labelledRows(vectorizer, validation) };
});

/** Trains with the best known parameters, saves the model, and answers its error on the validation month. */
const trainBestModel = task({ logPrints: true }, async function trainBestModel(features: Features) {
  const { vectorizer, train, validation } = features;
  using trainMatrix = new DMatrix(train.features, train.durationMinutes);
  using validationMatrix = new DMatrix(validation.features, validation.durationMinutes);
  using booster = await trainBooster({
    params: BEST_PARAMS,
    train: trainMatrix,
    validation: validationMatrix,
    maxRounds: 100,
    earlyStoppingRounds: 20,
  });
  const manifest = await saveModel(MODEL_FOLDER, {
    booster,
    vectorizer,
    params: BEST_PARAMS,
    trainRows: train.features.rowCount,
    validationRows: validation.features.rowCount,
    rmse: rmse(validation.durationMinutes, booster.predict(validationMatrix)),
  });
  console.log(`RMSE ${manifest.rmse.toFixed(5)} minutes after ${manifest.rounds} rounds`);
  await artifact.markdown({ key: "duration-model-report", markdown: modelReport(manifest) });
  await trackModel(MODEL_FOLDER, manifest);
  return manifest.rmse;
});

/** Trains on one month, validates on the next, and answers the error in minutes. */
export const mainFlow = flow({ logPrints: true }, async function mainFlow(paths: DataPaths = {}) {
  const { trainPath = TRAIN_PATH, valPath = VAL_PATH } = paths;
  const train = await readData(trainPath);
  const validation = await readData(valPath);
  console.log(`${train.length} training trips, ${validation.length} validation trips`);
  const features = await addFeatures(train, validation);
  console.log(`${features.vectorizer.featureNames.length} feature columns`);
  return tracked(() => trainBestModel(features));
});

if (import.meta.main) await runMain(() => mainFlow(dataPaths(process.argv.slice(2))));
