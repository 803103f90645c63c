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
 * Reads `--train-path` and `--val-path`; left out, the two months in the repository. Throws `TripDataError` for anything
 * else on the command line, and for a file that is not there.
 */
export function dataPaths(args: readonly string[]): Required<DataPaths> {
  const options = textOptions(args, ["train-path", "val-path"]);
  return {
    trainPath: readableSource("--train-path", options["train-path"] ?? TRAIN_PATH),
    valPath: readableSource("--val-path", options["val-path"] ?? VAL_PATH),
  };
}

/** The named options and nothing else, each with one value. Throws `TripDataError` naming what was not understood. */
export function textOptions(args: readonly string[], names: readonly string[]): Record<string, string | undefined> {
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  try {
    return { ...parseArgs({ args: [...args], options, allowPositionals: false }).values };
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split(". ");
    throw new TripDataError(`${reason}. The options are ${names.map((name) => `--${name}`).join(" and ")}.`);
  }
}

/** Refuses what can be seen to be missing before any work begins. */
export function readableSource(option: string, source: string): string {
  if (source === "") throw new TripDataError(`${option} is empty. Give a path or a URL.`);
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(source) && !isUrl(source)) {
    throw new TripDataError(`${option} ${source}: only http and https addresses can be read.`);
  }
  if (!isUrl(source) && !existsSync(source)) throw new TripDataError(`${option} ${source}: no such file.`);
  return source;
}
