import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";
import type { CliOutcome } from "./support/run-cli.ts";

const cli = new CliServer();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-events-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("events are emitted and streamed", async () => {
  const streaming = cli.start("events", "stream", "--format", "text");
  await once(createInterface(streaming.stderr), "line");
  const lines = createInterface(streaming.stdout);
  const isSeen = new Promise<string>((resolve) => {
    lines.on("line", (line: string) => line.includes("model.drifted") && resolve(line));
  });
  const related = '{"prefect.resource.id": "x", "prefect.resource.role": "data"}';
  const about = ["--resource-id", "model.duration", "-r", "stage=prod", "-p", '{"rmse": 7.1}', "--related", related];
  const emitted = await cli.call("events", "emit", "model.drifted", ...about);
  expect(emitted).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[\da-f-]{36}\n$/) });
  expect(await isSeen).toMatch(/^\d{4}-\S+Z model\.drifted model\.duration$/);
  const left = once(streaming, "exit");
  streaming.kill("SIGINT");
  expect(await left).toEqual([0, null]);
});

test("events go to a file, and one is enough when that is said", async () => {
  const file = join(folder, "events.jsonl");
  const streaming = cli.run("events", "stream", "--output-file", file, "--run-once");
  const beat = () => cli.call("events", "emit", "beat", "--resource-id", "heart").then(() => null);
  let outcome: CliOutcome | null = null;
  while (outcome === null) outcome = await Promise.race([streaming, beat()]);
  expect(outcome).toEqual({ code: 0, stdout: "", stderr: "Waiting for events; Ctrl-C ends it.\n" });
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ event: expect.any(String), resource: {} });
});

test.each([
  [["emit", "x"], "What did it happen to? Give --resource-id <id>."],
  [["emit", "x", "--resource-id", "y", "-p", "[]"], '--payload must be a JSON object, {"name": value, …}.'],
  [["emit", "x", "--resource-id", "y", "--related", "{}"], "The event cannot be:\n    related.0: "],
  [["stream", "--format", "yaml"], "Option '--format <format>' argument 'yaml' is invalid."],
])("events %j is wrong usage: %s", async (args, message) => {
  const outcome = await cli.call("events", ...args);
  expect(outcome).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(`Error: ${message}`) });
});
