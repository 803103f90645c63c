import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readWorkPool } from "@tutti/client/work-pools";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";

const cli = new CliServer();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-pools-"));
});
afterAll(() => rm(folder, { recursive: true }));

const dashboard = () => `${cli.server.url.replace(/\/api$/, "")}/dashboard`;

test("a pool is made of a type, with its template; what to type next stands beside the data", async () => {
  expect(await cli.call("work-pool", "create", "zoompool", "-t", "process")).toEqual({
    code: 0,
    stdout: `Work pool  zoompool\nType       process\nDashboard  ${dashboard()}/work-pools/work-pool/zoompool\n`,
    stderr:
      "  Start a worker: tutti worker start --pool zoompool\n" +
      "  Deploy to it:   tutti deploy <file>:<flow> -n <name> -p zoompool\n",
  });
  const template = await cli.json("work-pool", "get-default-base-job-template", "-t", "process").catch(() => null);
  expect(template).toBeNull();
  const printed = await cli.call("work-pool", "get-default-base-job-template", "-t", "process");
  expect((await readWorkPool(cli.api, "zoompool")).base_job_template).toEqual(JSON.parse(printed.stdout));
});

test("a pool is made as an agent's pool, which Prefect 3 has no more", async () => {
  expect(await cli.json("work-pool", "create", "agents", "-t", "prefect-agent", "--paused")).toMatchObject({
    name: "agents",
    type: "prefect-agent",
    is_paused: true,
    base_job_template: {},
  });
});

test("a pool is made with a template of one's own, which may be piped in", async () => {
  const file = join(folder, "boats.json");
  await cli.call("work-pool", "get-default-base-job-template", "-t", "docker", "-f", file);
  const again = await cli.call("work-pool", "get-default-base-job-template", "-t", "docker", "-f", file);
  expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining("boats.json cannot be written: EEXIST") });
  const template = JSON.parse(await readFile(file, "utf8"));
  template.variables.properties.image.default = "boats:1";
  await writeFile(file, JSON.stringify(template));
  expect(await cli.json("work-pool", "create", "boats", "-t", "docker", "--base-job-template", file)).toMatchObject({
    base_job_template: template,
  });
  await writeFile(file, "[1]");
  expect(await cli.call("work-pool", "update", "boats", "--base-job-template", file)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`The file ${file} must be a JSON object`),
  });
});

test("a pool is made in place of one that is there only when that is said, and never of another type", async () => {
  const create = (...args: string[]) => cli.call("work-pool", "create", "zoompool", ...args);
  expect(await create("-t", "process")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("there is a work pool zoompool; --overwrite changes it"),
  });
  expect(await create("-t", "docker", "--overwrite")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("a work pool zoompool of type process"),
  });
  expect(await create("-t", "process", "--overwrite", "--paused")).toMatchObject({ code: 0 });
  expect(await readWorkPool(cli.api, "zoompool")).toMatchObject({ is_paused: true });
});

test("a pool is the one that deployments go to, when that is said", async () => {
  await cli.call("work-pool", "create", "usual", "-t", "process", "--set-as-default");
  expect(await cli.json("config", "view")).toMatchObject({
    settings: [{ name: "TUTTI_API_URL" }, { name: "TUTTI_DEFAULT_WORK_POOL_NAME", value: "usual" }, {}],
  });
});

test.each([
  [[], /^Error: What type of work pool is it\? Nobody can be asked here: give --type, one of process, docker,/],
  [["-t", "proces"], /^Error: There is no work pool type proces\. Did you mean process\? Known are azure/],
])("a pool is not made without a type that there is: %j", async (args, message) => {
  expect(await cli.call("work-pool", "create", "x", ...args)).toEqual({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(message),
  });
});

test("a pool is changed, step by step", async () => {
  await cli.call("work-pool", "create", "lake", "-t", "process");
  const steps = [
    [["pause", "lake"], "Paused the work pool lake.", { is_paused: true, status: "PAUSED" }],
    [["resume", "lake"], "Resumed the work pool lake.", { is_paused: false, status: "NOT_READY" }],
    [
      ["set-concurrency-limit", "lake", "3"],
      "The work pool lake now has at most 3 runs at once.",
      { concurrency_limit: 3 },
    ],
    [["clear-concurrency-limit", "lake"], "The work pool lake has no limit any more.", { concurrency_limit: null }],
    [
      ["update", "lake", "--description", "for boats", "--concurrency-limit", "4"],
      "Changed the work pool lake.",
      { description: "for boats", concurrency_limit: 4 },
    ],
  ] as const;
  for (const [args, said, expected] of steps) {
    expect(await cli.call("work-pool", ...args)).toEqual({ code: 0, stdout: "", stderr: `${said}\n` });
    expect(await readWorkPool(cli.api, "lake")).toMatchObject(expected);
  }
  expect((await cli.call("work-pool", "slots", "lake")).stdout).toBe("Slots  0/4\n\ndefault  0\n");
  expect(await cli.json("work-pool", "slots", "lake")).toMatchObject({ active_slots: 0, queues: [{}] });
  expect(await cli.json("work-pool", "preview", "lake")).toEqual([]);
  const shown = await cli.call("work-pool", "inspect", "lake");
  expect(shown.stdout).toMatch(/^lake {2}not ready\n\nType +process\nId +\S+\nDescription +for boats\nSlots +0\/4\n/);
  expect(shown.stdout).toMatch(/\nQueues\nNAME +PRIORITY +STATUS +SLOTS +LAST POLLED\ndefault +1 +not ready +0\n/);
  expect(shown.stderr).toBe("None yet. Start one: tutti worker start --pool lake\n");
  expect(await cli.call("work-pool", "delete", "lake")).toMatchObject({ code: 2 });
  expect(await cli.call("work-pool", "delete", "lake", "--yes")).toMatchObject({ code: 0, stdout: "" });
  expect(await cli.call("work-pool", "inspect", "lake")).toMatchObject({ code: 4 });
});

test("pools are listed by name", async () => {
  const { stdout } = await cli.call("work-pool", "ls", "-v");
  const rows = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ {2,}/).slice(0, 3));
  expect(rows).toEqual([
    ["NAME", "TYPE", "STATUS"],
    ["agents", "prefect-agent", "paused"],
    ["boats", "docker", "not ready"],
    ["usual", "process", "not ready"],
    ["zoompool", "process", "paused"],
  ]);
  expect(await cli.json("work-pool", "ls")).toHaveLength(4);
});

test.each([
  [["inspect", "zoompol"], 4, "No work pool is called zoompol. Did you mean zoompool?"],
  [["pause", "zoompol"], 4, "No work pool is called zoompol. Did you mean zoompool?"],
  [["set-concurrency-limit", "zoompool", "many"], 2, "The limit must be a whole number from 0, not many."],
  [["update", "zoompool"], 2, "Nothing to change: give --base-job-template, --concurrency-limit or --description."],
  [["inspekt", "zoompool"], 2, "Unknown command 'inspekt'. Did you mean inspect?"],
])("work-pool %j ends with %d: %s", async (args, code, message) => {
  const outcome = await cli.call("work-pool", ...args);
  expect(outcome).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(`Error: ${message}\n  Fix: `) });
});
