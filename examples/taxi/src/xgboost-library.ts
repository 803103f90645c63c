import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import koffi, { type LibraryHandle } from "koffi";
import { MissingLibraryError } from "./missing-library-error.ts";
import { ensureOpenMp } from "./openmp-runtime.ts";

/** An opaque C handle. */
export type Handle = unknown;
/** Where C writes a result: an array of one element. */
export type Out<T> = [T | null];

/** The part of XGBoost's C API that this example uses (xgboost/c_api.h, 1.6 or newer). Each call answers 0, or −1. */
export interface XgboostLibrary {
  version(): string;
  lastError(): string;
  dMatrixFromCsr(
    rowStarts: string,
    indices: string,
    values: string,
    columns: number,
    config: string,
    out: Out<Handle>,
  ): number;
  dMatrixSetInfo(matrix: Handle, field: string, values: string): number;
  dMatrixFree(matrix: Handle): number;
  boosterCreate(matrices: readonly Handle[], count: number, out: Out<Handle>): number;
  boosterSetParam(booster: Handle, name: string, value: string): number;
  boosterUpdate(booster: Handle, round: number, train: Handle): number;
  boosterEvaluate(
    booster: Handle,
    round: number,
    matrices: readonly Handle[],
    names: readonly string[],
    count: number,
    out: Out<string>,
  ): number;
  boosterPredict(
    booster: Handle,
    matrix: Handle,
    config: string,
    shape: Out<Handle>,
    dimensions: Out<number>,
    out: Out<Handle>,
  ): number;
  boosterRounds(booster: Handle, out: Out<number>): number;
  boosterSlice(booster: Handle, begin: number, end: number, step: number, out: Out<Handle>): number;
  boosterSave(booster: Handle, path: string): number;
  boosterFree(booster: Handle): number;
}

let loaded: XgboostLibrary | undefined;

/** Loads XGBoost's C library, once. Throws an error that says what to install when it cannot. */
export function xgboostLibrary(): XgboostLibrary {
  loaded ??= loadLibrary();
  return loaded;
}

function loadLibrary(): XgboostLibrary {
  ensureOpenMp();
  const candidates = libraryCandidates();
  const failures: string[] = [];
  for (const candidate of candidates) {
    try {
      return bind(koffi.load(candidate));
    } catch (error) {
      failures.push(`${candidate}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new MissingLibraryError(
    [
      "XGBoost's library was not found. Install the optional package `npm install xgboost_node` (Linux x64), or Debian's",
      "`apt-get install libxgboost0`, or set TAXI_XGBOOST_LIBRARY to the path of a libxgboost. Tried:",
      ...failures.map((failure) => `  ${failure}`),
    ].join("\n"),
  );
}

/** A path the user gives stands alone; else the copy inside the npm package, then the system's. */
function libraryCandidates(): string[] {
  const given = process.env["TAXI_XGBOOST_LIBRARY"];
  if (given !== undefined && given !== "") return [path.resolve(given)];
  const system = ["libxgboost.so", "libxgboost.so.0", "libxgboost.dylib"];
  const bundled = bundledLibrary();
  return bundled === null ? system : [bundled, ...system];
}

/** The library that `xgboost_node` ships for Linux x64. Its JavaScript is not used: it can only train ten rounds. */
function bundledLibrary(): string | null {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const folders = createRequire(import.meta.url).resolve.paths("xgboost_node") ?? [];
  const files = folders.map((folder) => path.join(folder, "xgboost_node", "lib", "libxgboost.so"));
  return files.find((file) => existsSync(file)) ?? null;
}

function bind(library: LibraryHandle): XgboostLibrary {
  const version = library.func("void XGBoostVersion(_Out_ int *major, _Out_ int *minor, _Out_ int *patch)");
  return {
    version() {
      const [major, minor, patch]: Out<number>[] = [[null], [null], [null]];
      version(major, minor, patch);
      return [major, minor, patch].flat().join(".");
    },
    lastError: library.func("const char *XGBGetLastError()"),
    dMatrixFromCsr: library.func(
      "int XGDMatrixCreateFromCSR(const char *, const char *, const char *, uint64_t, const char *, _Out_ void **)",
    ),
    dMatrixSetInfo: library.func("int XGDMatrixSetInfoFromInterface(void *, const char *, const char *)"),
    dMatrixFree: library.func("int XGDMatrixFree(void *)"),
    boosterCreate: library.func("int XGBoosterCreate(void **, uint64_t, _Out_ void **)"),
    boosterSetParam: library.func("int XGBoosterSetParam(void *, const char *, const char *)"),
    boosterUpdate: library.func("int XGBoosterUpdateOneIter(void *, int, void *)"),
    boosterEvaluate: library.func(
      "int XGBoosterEvalOneIter(void *, int, void **, const char **, uint64_t, _Out_ const char **)",
    ),
    boosterPredict: library.func(
      "int XGBoosterPredictFromDMatrix(void *, void *, const char *, _Out_ void **, _Out_ uint64_t *, _Out_ void **)",
    ),
    boosterRounds: library.func("int XGBoosterBoostedRounds(void *, _Out_ int *)"),
    boosterSlice: library.func("int XGBoosterSlice(void *, int, int, int, _Out_ void **)"),
    boosterSave: library.func("int XGBoosterSaveModel(void *, const char *)"),
    boosterFree: library.func("int XGBoosterFree(void *)"),
  };
}
