import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { startTestServer, type TestServer } from "tutti";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MotoServer } from "../../../tests/support/moto-server.ts";
import { TRAIN_PATH, VAL_PATH } from "../src/data-paths.ts";
import { type Outcome, runProgram } from "./run-program.ts";

const TRAINING_TIMEOUT_MS = 300_000;
const EXAMPLE = path.join(import.meta.dirname, "..");
const CLI = fileURLToPath(new URL("../../../packages/tutti/bin/tutti.mjs", import.meta.url));

let server: TestServer;
let moto: MotoServer;
let env: Record<string, string>;

beforeAll(async () => {
  [server, moto] = await Promise.all([startTestServer(), MotoServer.start()]);
  env = {
    TUTTI_API_URL: server.url,
    TUTTI_HOME: server.home,
    TAXI_MODEL_FOLDER: path.join(server.home, "models"),
    AWS_ACCESS_KEY_ID: "taxi",
    AWS_SECRET_ACCESS_KEY: "secret-of-the-taxi",
    AWS_ENDPOINT_URL: moto.url,
  };
  // moto takes whatever is sent without a signature, too.
  await put("taxi-trips");
  await put("taxi-trips/data/green-2021-01.parquet", await readFile(TRAIN_PATH));
  await put("taxi-trips/data/green-2021-02.parquet", await readFile(VAL_PATH));
});

afterAll(async () => {
  await Promise.all([server.stop(), moto.stop()]);
});

async function put(key: string, body: Buffer = Buffer.alloc(0)): Promise<void> {
  const { ok, status } = await fetch(`${moto.url}/${key}`, { method: "PUT", body });
  if (!ok) throw new Error(`PUT ${key} was answered ${status}`);
}

async function tutti(...args: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: EXAMPLE,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, "close");
  const [stdout, stderr] = await output;
  return { code: Number(code), stdout, stderr };
}

test("credentials and a bucket are saved as blocks; the secret is not shown again", async () => {
  const saved = await runProgram("create-s3-bucket-block.ts", [], env);
  expect(saved).toMatchObject({ code: 0, stderr: "" });
  const shown = await tutti("block", "inspect", "s3-bucket/taxi-bucket", "-o", "json");
  expect(JSON.parse(shown.stdout)).toMatchObject({ data: { bucket_name: "taxi-trips" } });
  expect(shown.stdout).not.toContain("secret-of-the-taxi");
});

test(
  "the months of the bucket train the same model, and leave the same report",
  async () => {
    const outcome = await runProgram("orchestrate-s3.ts", [], env);
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toMatch(/^RMSE 6\.4\d+ minutes after 100 rounds$/m);
    const runs = await tutti("flow-run", "ls", "-o", "json");
    expect(JSON.parse(runs.stdout)).toMatchObject([{ state_type: "COMPLETED" }, { state_type: "COMPLETED" }]);
    const report = await tutti("artifact", "inspect", "duration-model-report", "-o", "json");
    expect(report.stdout).toContain("73,908");
  },
  TRAINING_TIMEOUT_MS,
);

test("both deployments of tutti.yaml are deployed with their schedules, and failures are mailed", async () => {
  const fields = ["smtp_server=mail.example.com", "sender_email=taxi@example.com", 'to_emails=["on-call@example.com"]'];
  await tutti("block", "create", "smtp-email", "-n", "on-call", ...fields.flatMap((field) => ["-f", field]));
  expect(await runProgram("report-failures.ts", [], env)).toMatchObject({ code: 0 });
  await tutti("work-pool", "create", "zoompool", "-t", "process");
  expect(await tutti("deploy", "--all")).toMatchObject({ code: 0 });
  const deployments = await tutti(
    "deployment",
    "ls",
    "-o",
    "json",
    "--jq",
    "[.[] | [.name, .schedules[].schedule.cron]]|sort",
  );
  expect(JSON.parse(deployments.stdout)).toEqual([
    ["taxi-local-data", "0 3 * * *"],
    ["taxi-s3-data", "0 6 1 * *"],
  ]);
  const automations = await tutti("automation", "ls", "-o", "json");
  expect(JSON.parse(automations.stdout)).toMatchObject([{ name: "mail when the taxi model fails", enabled: true }]);
});
