import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startTestServer, type TestServer } from "tutti";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TRAIN_PATH, VAL_PATH } from "../src/data-paths.ts";
import { type Outcome, runProgram } from "./run-program.ts";

const TRAINING_TIMEOUT_MS = 300_000;

describe("the flow", () => {
  let server: TestServer;
  let folder = "";
  let outcome: Outcome;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "taxi-models-"));
    server = await startTestServer();
    outcome = await runProgram("orchestrate.ts", [], {
      TUTTI_API_URL: server.url,
      TUTTI_HOME: server.home,
      TAXI_MODEL_FOLDER: folder,
    });
  }, TRAINING_TIMEOUT_MS);

  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  test("ends well, and trains the script's model", async () => {
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toContain("[0] validation-rmse: 19.48425\n");
    expect(outcome.stdout).toMatch(/RMSE 6\.4\d+ minutes after 100 rounds\n/);
    expect((await readdir(folder)).sort()).toEqual(["duration-model.ubj", "manifest.json", "vectorizer.json"]);
  });

  test("is remembered with its parameters, tasks and states", async () => {
    expect(await ask(server, "/flow_runs/filter")).toMatchObject([
      { state_name: "Completed", run_count: 1, parameters: { trainPath: TRAIN_PATH, valPath: VAL_PATH } },
    ]);
    expect(await ask(server, "/task_runs/filter", { sort: "NAME_ASC" })).toMatchObject([
      { name: "add-features-0", state_name: "Completed", empirical_policy: { retries: 0 } },
      { name: "read-data-0", state_name: "Completed", empirical_policy: { retries: 3, retry_delay: 2 } },
      { name: "read-data-1", state_name: "Completed", empirical_policy: { retries: 3, retry_delay: 2 } },
      { name: "train-best-model-0", state_name: "Completed", empirical_policy: { retries: 0 } },
    ]);
  });

  test("logs what it printed", async () => {
    const logs = await ask(server, "/logs/filter", { limit: 200 });
    const messages = Array.isArray(logs) ? logs.map((log: { message: string }) => log.message) : [];
    expect(messages).toContain("73908 training trips, 61921 validation trips");
    expect(messages).toContain("13221 feature columns");
    expect(messages.filter((message) => message.includes("validation-rmse"))).toHaveLength(100);
  });

  test("leaves a report with the error, and keeps the months' rows out of the database", async () => {
    const artifacts = { artifacts: { key: { any_: ["duration-model-report"] } } };
    expect(await ask(server, "/artifacts/filter", artifacts)).toMatchObject([
      {
        type: "markdown",
        data: expect.stringMatching(/\*\*RMSE\*\* \| \*\*6\.4\d+ minutes\*\*[^]*73,908[^]*61,921[^]*13,221/),
      },
    ]);
    expect((await readdir(server.home)).filter((name) => name === "storage")).toEqual([]);
  });
});

async function ask(server: TestServer, route: string, body: object = {}): Promise<unknown> {
  const response = await fetch(server.url + route, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.json();
}
