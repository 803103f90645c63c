import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { isUrl } from "./parquet-source.ts";
import { TripDataError } from "./trip-data-error.ts";

/** The months to train on and to validate with, each a path or an http(s) URL. */
export interface DataPaths {
  readonly trainPath?: string;
  readonly valPath?: string;
}

const DATA_FOLDER = path.join(import.meta.dirname, "..", "data");

export const TRAIN_PATH = path.join(DATA_FOLDER, "green-2021-01.parquet");
export const VAL_PATH = path.join(DATA_FOLDER, "green-2021-02.parquet");

/**
 * Reads `--train-path` and `--val-path`, each a path or an http(s) URL; left out, the two months in the repository.
 * Throws `TripDataError` for anything else on the command line, and for a file that is not there.
 */
export function dataPaths(args: readonly string[]): Required<DataPaths> {
  const { "train-path": trainPath = TRAIN_PATH, "val-path": valPath = VAL_PATH } = parseOptions(args);
  assertReadable("--train-path", trainPath);
  assertReadable("--val-path", valPath);
  return { trainPath, valPath };
}

function parseOptions(args: readonly string[]) {
  try {
    const options = { "train-path": { type: "string" }, "val-path": { type: "string" } } as const;
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split(". ");
    throw new TripDataError(`${reason}. The options are --train-path and --val-path, each a path or a URL.`);
  }
}

/** Refuses what can be seen to be missing before any work begins. */
export function assertReadable(option: string, source: string): void {
  if (source === "") throw new TripDataError(`${option} is empty. Give a path or a URL.`);
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(source) && !isUrl(source)) {
    throw new TripDataError(`${option} ${source}: only http and https addresses can be read.`);
  }
  if (!isUrl(source) && !existsSync(source)) throw new TripDataError(`${option} ${source}: no such file.`);
}
