import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixedAddress } from "@tutti/client/api-address";
import { readBlockDocumentByName } from "@tutti/client/block-documents";
import { readDeploymentByName } from "@tutti/client/deployments";
import { ApiClient } from "@tutti/client/http";
import { createVariable, readVariable } from "@tutti/client/variables";
import { createWorkPool, readWorkPool } from "@tutti/client/work-pools";
import { startTestServer, type TestServer } from "@tutti/sdk/test-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deploy } from "./support/deploy.ts";
import { KEYS, Terminal } from "./support/terminal.ts";

let server: TestServer;
let home = "";

beforeAll(async () => {
  server = await startTestServer();
  home = await mkdtemp(join(tmpdir(), "tutti-prompts-"));
});
afterAll(async () => {
  await server.stop();
  await rm(home, { recursive: true });
});

const api = () => new ApiClient({ locate: fixedAddress(server.url) });
const tutti = (...args: string[]) =>
  new Terminal(args, { cwd: home, env: { TUTTI_API_URL: server.url, TUTTI_HOME: home } });

test("a work pool's type is chosen", async () => {
  await using terminal = tutti("work-pool", "create", "boats");
  await terminal.sees("What type of work pool is it?");
  terminal.type(KEYS.down, KEYS.enter);
  await terminal.sees("tutti worker start --pool boats");
  expect(await terminal.end()).toMatchObject({ code: 0 });
  expect(await readWorkPool(api(), "boats")).toMatchObject({ type: "docker" });
});

test("Ctrl-C at a question ends the command, and nothing is made", async () => {
  await using terminal = tutti("work-pool", "create", "never");
  await terminal.sees("What type of work pool is it?");
  terminal.type(KEYS.interrupt);
  expect(await terminal.end()).toMatchObject({ code: 130 });
  await expect(readWorkPool(api(), "never")).rejects.toMatchObject({ status: 404 });
});

test("a block's fields are asked for, and a secret is not shown", async () => {
  await using terminal = tutti("block", "create", "secret");
  await terminal.sees("What shall it be called?");
  terminal.type("Not A Name", KEYS.enter);
  await terminal.sees("Lower case letters, digits and dashes alone.");
  terminal.type("\u007f".repeat(10), "password", KEYS.enter);
  await terminal.sees("Value");
  terminal.type("hunter2", KEYS.enter);
  await terminal.sees("secret/password");
  const { code, text } = await terminal.end();
  expect(code).toBe(0);
  expect(text).not.toContain("hunter2");
  expect(await readBlockDocumentByName(api(), "secret", "password")).toMatchObject({ name: "password" });
});

test("a schedule is asked for until it can be, and shown before it is saved", async () => {
  await createWorkPool(api(), { name: "zoompool", type: "process" });
  await deploy(api(), "main-flow", "taxi1");
  await using terminal = tutti("deployment", "schedule", "create", "main-flow/taxi1");
  await terminal.sees("What kind of schedule?");
  terminal.type(KEYS.enter);
  await terminal.sees("When?");
  terminal.type("0 9", KEYS.enter);
  await terminal.sees("a cron expression has 5, 6 or 7 fields");
  terminal.type(" * * 1-5", KEYS.enter);
  await terminal.sees("Which timezone");
  terminal.type(KEYS.enter);
  await terminal.sees("is due");
  await terminal.sees("Save it for main-flow/taxi1?");
  terminal.type("y", KEYS.enter);
  await terminal.sees("Saved the schedule");
  expect(await terminal.end()).toMatchObject({ code: 0 });
  expect(await readDeploymentByName(api(), "main-flow", "taxi1")).toMatchObject({
    schedules: [{ schedule: { cron: "0 9 * * 1-5" } }],
  });
});

test.each([
  ["n", 1, true],
  ["y", 0, false],
])("what cannot be undone is done on yes alone: %s", async (answer, code, isThere) => {
  await createVariable(api(), { name: `v-${answer}`, value: 1 });
  await using terminal = tutti("variable", "unset", `v-${answer}`);
  await terminal.sees(`Delete the variable v-${answer}?`);
  terminal.type(answer, KEYS.enter);
  expect(await terminal.end()).toMatchObject({ code });
  const found = await readVariable(api(), `v-${answer}`).catch(() => null);
  expect(found !== null).toBe(isThere);
});

test("a worker asks which pool it serves, and makes one that is new without asking again", async () => {
  await using terminal = tutti("worker", "start", "--run-once");
  await terminal.sees("Which work pool does it serve?");
  terminal.type(KEYS.up, KEYS.enter);
  await terminal.sees("What is the new work pool called?");
  terminal.type("fresh", KEYS.enter);
  await terminal.sees("What type of work pool is it?");
  terminal.type(KEYS.enter);
  await terminal.sees("Made work pool fresh of type process.");
  await terminal.sees("Stopped.");
  expect(await terminal.end()).toMatchObject({ code: 0 });
  expect(await readWorkPool(api(), "fresh")).toMatchObject({ type: "process" });
});
