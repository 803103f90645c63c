import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Booster, BoosterParams } from "./booster.ts";
import type { DictVectorizer } from "./dict-vectorizer.ts";
import { xgboostLibrary } from "./xgboost-library.ts";

export interface TrainedModel {
  readonly booster: Booster;
  readonly vectorizer: DictVectorizer;
  readonly params: BoosterParams;
  readonly trainRows: number;
  readonly validationRows: number;
  readonly rmse: number;
}

interface SavedFile {
  readonly file: string;
  readonly sha256: string;
}

/** What a saved model is, and what it was made from. */
export interface ModelManifest {
  readonly createdAt: string;
  readonly model: SavedFile;
  readonly vectorizer: SavedFile;
  readonly xgboostVersion: string;
  readonly params: BoosterParams;
  readonly rounds: number;
  readonly trainRows: number;
  readonly validationRows: number;
  readonly featureColumns: number;
  /** Minutes, on the validation rows. */
  readonly rmse: number;
}

/** Where the example keeps its model, whatever folder it is started from; `TAXI_MODEL_FOLDER` names another place. */
export const MODEL_FOLDER = process.env["TAXI_MODEL_FOLDER"] ?? path.join(import.meta.dirname, "..", "models");

/**
 * Writes the model, its vectoriser, and last a manifest that names both with their checksums, and answers it. Each file appears whole or
 * not at all, so a reader that checks the checksums never uses a model with another run's vectoriser.
 */
export async function saveModel(folder: string, model: TrainedModel): Promise<ModelManifest> {
  await mkdir(folder, { recursive: true });
  const modelFile = await place(folder, "duration-model.ubj", async (file) => model.booster.save(file));
  const vectorizerFile = await place(folder, "vectorizer.json", (file) =>
    writeFile(file, JSON.stringify({ featureNames: model.vectorizer.featureNames })),
  );
  const manifest: ModelManifest = {
    createdAt: new Date().toISOString(),
    model: modelFile,
    vectorizer: vectorizerFile,
    xgboostVersion: xgboostLibrary().version(),
    params: model.params,
    rounds: model.booster.rounds,
    trainRows: model.trainRows,
    validationRows: model.validationRows,
    featureColumns: model.vectorizer.featureNames.length,
    rmse: model.rmse,
  };
  await place(folder, "manifest.json", (file) => writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`));
  return manifest;
}

async function place(folder: string, name: string, write: (file: string) => Promise<void>): Promise<SavedFile> {
  const { base, name: stem, ext } = path.parse(name);
  // The extension stays last: XGBoost takes its format from it.
  const temporary = path.join(folder, `.${stem}-${process.pid}${ext}`);
  await write(temporary);
  const sha256 = createHash("sha256")
    .update(await readFile(temporary))
    .digest("hex");
  await rename(temporary, path.join(folder, base));
  return { file: base, sha256 };
}
