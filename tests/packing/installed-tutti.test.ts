import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = inject("installedFolder");

/** What a user has: their own Node, no repository, and a home of their own. */
const env = {
  PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
  HOME: folder,
  TUTTI_HOME: join(folder, "home"),
};

const FLOW = `import { flow, task } from "tutti";

const add = task(async function add(left: number, right: number) {
  return left + right;
});

export const sum = flow({ name: "packed-sum" }, async ({ numbers }: { numbers: number[] }) => {
  let total = 0;
  for (const number of numbers) total = await add(total, number);
  return total;
});

if (import.meta.main) console.log("sum", await sum({ numbers: [1, 2, 3] }));
`;

/** Fails to compile unless the packages say what parameters and results are. */
const CONSUMER = `import { type Flow, type TaskFuture, task } from "tutti";
import { sum } from "./sum.ts";

const half = task(function half(number: number) {
  return number / 2;
});

export const typed: Flow<[{ numbers: number[] }], number> = sum;
export const future: TaskFuture<number> = half.submit(4);
export const result: Promise<number> = sum({ numbers: [1] });
// @ts-expect-error a text is no number
export const wrong = half("four");
`;

const TSCONFIG = {
  compilerOptions: {
    module: "nodenext",
    target: "es2024",
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
  },
  include: ["sum.ts", "consumer.ts"],
};

/** `npx` as a user types it, without npm's own start-up for every call. */
const tutti = (...args: readonly string[]) =>
  run(process.execPath, [join("node_modules", ".bin", "tutti"), ...args], { cwd: folder, env });

beforeAll(() => {
  writeFileSync(join(folder, "sum.ts"), FLOW);
  writeFileSync(join(folder, "consumer.ts"), CONSUMER);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
});

afterAll(async () => {
  await tutti("server", "stop").catch(() => undefined);
});

test("nothing comes with tutti that tells others of its installation", () => {
  const { packages } = JSON.parse(readFileSync(join(folder, "node_modules/.package-lock.json"), "utf8"));
  expect(Object.keys(packages).filter((path) => path.includes("scarf"))).toEqual([]);
});

test("the installed command says its version", async () => {
  expect((await tutti("--version")).stdout).toMatch(/0\.1\.0/);
});

test("the documentation is installed, and tells more of an error", async () => {
  const { stdout } = await tutti("docs", "missing_server");
  expect(stdout).toContain("\n\nFrom tutti docs server#which-server-is-asked:\n\n## Which server is asked\n");
});

test("npx tutti server start serves the API and the dashboard until it is stopped", async () => {
  const home = mkdtempSync(join(tmpdir(), "tutti-installed-home-"));
  const child = spawn("npx", ["--no-install", "tutti", "server", "start", "--port", "0"], {
    cwd: folder,
    env: { ...env, TUTTI_HOME: home },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  try {
    const origin = await addressOf(child);
    expect(await (await fetch(`${origin}/api/health`)).json()).toBe(true);
    const page = await fetch(`${origin}/dashboard`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("<script")]);
    expect((await fetch(`${origin}/docs/swagger-ui-bundle.js`)).status).toBe(200);
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
    await once(child, "close");
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
});

test("node runs a flow, which starts the local server by itself", async () => {
  const { stdout } = await run(process.execPath, ["sum.ts"], { cwd: folder, env });
  expect(stdout).toContain("sum 6");
  const { stdout: listed } = await tutti("flow-run", "ls", "-o", "json");
  expect(JSON.parse(listed)).toEqual([expect.objectContaining({ state_type: "COMPLETED" })]);
});

test("a pool's integration is loaded where it is installed, and named where it is not", async () => {
  const serve = async (type: string) => {
    await tutti("work-pool", "create", `of-${type}`, "--type", type);
    const nowhere = { ...env, DOCKER_HOST: "unix:///nowhere.sock" };
    const words = [join("node_modules", ".bin", "tutti"), "worker", "start", "-p", `of-${type}`, "--run-once"];
    return run(process.execPath, words, { cwd: folder, env: nowhere }).catch((error: { stderr: string }) => error);
  };
  expect((await serve("docker")).stderr).toContain("No Docker daemon answers");
  expect((await serve("kubernetes")).stderr).toContain("npm install @tutti/kubernetes");
});

test("a TypeScript program sees the types of what is installed", async () => {
  const { stdout } = await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "."], {
    cwd: folder,
    env,
  }).catch((error: { stdout: string }) => error);
  expect(stdout).toBe("");
});

/** The address in the first line that names one. */
async function addressOf(child: { stdout: AsyncIterable<Buffer>; stderr: AsyncIterable<Buffer> }): Promise<string> {
  const find = async (stream: AsyncIterable<Buffer>): Promise<string> => {
    let said = "";
    for await (const chunk of stream) {
      said += chunk.toString();
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
      if (address !== undefined) return address;
    }
    throw new Error(`it named no address: ${said}`);
  };
  return Promise.any([find(child.stdout), find(child.stderr)]);
}
