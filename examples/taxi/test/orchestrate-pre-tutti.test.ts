import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixture } from "./fixture.ts";
import { type Outcome, runProgram } from "./run-program.ts";

const TRAINING_TIMEOUT_MS = 300_000;

describe("the plain script", () => {
  let folder = "";
  let outcome: Outcome;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "taxi-models-"));
    outcome = await runProgram("orchestrate-pre-tutti.ts", [], { TAXI_MODEL_FOLDER: folder });
  }, TRAINING_TIMEOUT_MS);

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  test("ends well and prints each round's error, from 19.48425 down", () => {
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    const lines = outcome.stdout.trimEnd().split("\n");
    expect(lines.slice(0, 3)).toEqual([
      "73908 training trips, 61921 validation trips",
      "13221 feature columns",
      "[0] validation-rmse: 19.48425",
    ]);
    expect(lines.filter((line) => line.includes("validation-rmse"))).toHaveLength(100);
    expect(lines.at(-1)).toMatch(/^RMSE 6\.4\d+ minutes after 100 rounds$/);
  });

  test("writes the model, the vectoriser and a manifest that vouches for both", async () => {
    const manifest: unknown = JSON.parse(await readFile(path.join(folder, "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({
      rounds: 100,
      trainRows: 73_908,
      validationRows: 61_921,
      featureColumns: 13_221,
      rmse: expect.closeTo(6.459, 2),
      model: { file: "duration-model.ubj", sha256: await sha256(path.join(folder, "duration-model.ubj")) },
      vectorizer: { file: "vectorizer.json", sha256: await sha256(path.join(folder, "vectorizer.json")) },
    });
    expect((await readdir(folder)).sort()).toEqual(["duration-model.ubj", "manifest.json", "vectorizer.json"]);
  });
});

describe("bad input ends the script with one clear line", () => {
  test.each([
    [["--train-path", "nowhere.parquet"], "Error: --train-path nowhere.parquet: no such file."],
    [["--train-path", ""], "Error: --train-path is empty. Give a path or a URL."],
    [
      ["--val-path", "s3://trips/x.parquet"],
      "Error: --val-path s3://trips/x.parquet: only http and https addresses can be read.",
    ],
    [["--trainpath", "x"], "Error: Unknown option '--trainpath'. The options are --train-path and --val-path."],
    [["--train-path", fixture("no-rows.parquet")], `Error: ${fixture("no-rows.parquet")} has no rows.`],
    [
      ["--train-path", fixture("only-short-trips.parquet")],
      `Error: ${fixture("only-short-trips.parquet")} has no trip of 1 to 60 minutes.`,
    ],
  ])("%j", async (args, line) => {
    expect(await runProgram("orchestrate-pre-tutti.ts", args)).toEqual({ code: 1, stdout: "", stderr: `${line}\n` });
  });

  test("a library that is not XGBoost is named", async () => {
    const outcome = await runProgram("orchestrate-pre-tutti.ts", [], {
      TAXI_XGBOOST_LIBRARY: "/nowhere/libxgboost.so",
    });
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain("set TAXI_XGBOOST_LIBRARY to the path of a libxgboost. Tried:\n");
    expect(outcome.stderr).toContain("/nowhere/libxgboost.so");
  });
});

async function sha256(file: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
}
