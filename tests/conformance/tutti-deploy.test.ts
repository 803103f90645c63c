import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parseEntryPoint } from "@tutti/project/entry-point";
import { describeFlow } from "@tutti/project/flow-description/describe-flow";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { z } from "zod";
import { prefectProgram } from "./prefect-program.ts";

const HERE = import.meta.dirname;
const TUTTI = fileURLToPath(new URL("../../packages/tutti/bin/tutti.mjs", import.meta.url));
const api = `${inject("prefectOrigin")}/api`;
const document = z.record(z.string(), z.unknown());
let home = "";

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "tutti-deploy-"));
});

// Two flows of one folder have one name here, which one of them at a time can be deployed by.
afterEach(async () => {
  const body = JSON.stringify({ flows: { name: { any_: ["every-kind"] } } });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${api}/deployments/filter`, { method: "POST", headers, body });
  const standing = z.array(z.object({ id: z.string() })).parse(await answer.json());
  for (const { id } of standing) await fetch(`${api}/deployments/${id}`, { method: "DELETE" });
});

afterAll(() => rm(home, { recursive: true }));

function environment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    HOME: home,
    PREFECT_HOME: home,
    TUTTI_HOME: home,
    PREFECT_API_URL: api,
    PREFECT_LOGGING_LEVEL: "ERROR",
    TUTTI_PYTHON: prefectProgram("python"),
  };
}

const describe = (entrypoint: string) => describeFlow(parseEntryPoint(entrypoint), HERE, environment());
const run = (program: string, args: readonly string[]) =>
  promisify(execFile)(program, args, { cwd: HERE, env: environment() });

test("the same parameters in TypeScript and in Python have the same schema", async () => {
  const [python, typescript] = await Promise.all([
    describe("python/parameters.py:every_kind"),
    describe("typescript/parameters.ts:everyKind"),
  ]);
  const { properties, definitions, ...schema } = z
    .object({ properties: document, definitions: document })
    .loose()
    .parse(python.parameterSchema);
  // A union of literals has no name in TypeScript that would be left at run time, and a set no default in JSON.
  const { Color: _color, ...named } = definitions;
  expect(typescript).toEqual({
    ...python,
    warnings: [expect.stringMatching(/^when is a Date, /), expect.stringMatching(/^unique is a Set, /)],
    parameterSchema: {
      ...schema,
      properties: {
        ...properties,
        color: { title: "color", position: 4, enum: ["red", "blue"], type: "string", default: "red" },
        unique: { title: "unique", position: 10, type: "array", items: { type: "string" }, uniqueItems: true },
      },
      definitions: named,
    },
  });
});

test.each([
  ["python/parameters.py:every_kin", {}, "python/parameters.py has no flow every_kin."],
  ["python/requirements.py:f", {}, "there is no file python/requirements.py in "],
  ["python/parameters.py:every_kind", { TUTTI_PYTHON: "no-such-python" }, "no-such-python cannot be started"],
])("%s with %j is told apart from a flow", async (entrypoint, more, problem) => {
  const described = describeFlow(parseEntryPoint(entrypoint), HERE, { ...environment(), ...more });
  await expect(described).rejects.toThrow(problem);
});

test("a file of Python that cannot be loaded is told with its error", async () => {
  await writeFile(join(home, "broken.py"), "import nowhere_at_all\n");
  await expect(describeFlow(parseEntryPoint("broken.py:f"), home, environment())).rejects.toThrow("nowhere_at_all");
});

/** A deployment without what tells it apart from another of the same content. */
async function deployed(name: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`${api}/deployments/name/every-kind/${name}`);
  const { id: _id, created: _created, updated: _updated, name: _name, ...rest } = document.parse(await answer.json());
  return {
    ...rest,
    schedules: z.array(schedule).parse(rest["schedules"]),
    global_concurrency_limit: limit.parse(rest["global_concurrency_limit"]),
  };
}

const schedule = z.object({ schedule: document, active: z.boolean(), parameters: document });
const limit = z.object({ limit: z.number(), active: z.boolean() }).nullable();

test("tutti deploy and prefect deploy make the same deployment of a flow in Python, on Prefect's server", async () => {
  const pool = { name: "deployers", type: "process" };
  await fetch(`${api}/work_pools/`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(pool),
  });
  const options = ["-p", "deployers", "-t", "x", "--cron", "0 3 * * *", "--timezone", "Europe/Berlin", "-q", "fast"];
  const more = ["--param", "path=rows", "--param", "ratio=0.7", "--concurrency-limit", "2", "-d", "What it does"];
  const args = ["python/parameters.py:every_kind", ...options, ...more];
  await run(prefectProgram("prefect"), ["--no-prompt", "deploy", ...args, "-n", "by-prefect"]);
  await run(process.execPath, [TUTTI, "deploy", ...args, "-n", "by-tutti"]);
  expect(await deployed("by-tutti")).toEqual(await deployed("by-prefect"));
});

test("a flow in TypeScript is deployed to Prefect's server, and changed", async () => {
  const args = ["deploy", "typescript/parameters.ts:everyKind", "-n", "typed", "-p", "deployers"];
  await run(process.execPath, [TUTTI, ...args, "--interval", "60"]);
  await run(process.execPath, [TUTTI, ...args, "-t", "changed"]);
  expect(await deployed("typed")).toMatchObject({
    entrypoint: "typescript/parameters.ts:everyKind",
    description: "Takes parameters of every kind.",
    tags: ["changed"],
    schedules: [{ schedule: { interval: 60 }, active: true }],
    job_variables: { command: "tutti flow-run execute" },
    pull_steps: [{ "prefect.deployments.steps.set_working_directory": { directory: HERE } }],
  });
});
