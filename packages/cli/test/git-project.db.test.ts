import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";
import { runCli } from "./support/run-cli.ts";

const FLOW = `import { flow } from "tutti";
export const mainFlow = flow({ logPrints: true }, async function mainFlow({ name = "you" }: { name?: string } = {}) {
  console.log(\`hello \${name}\`);
});
`;
const MANIFEST = { name: "flows", version: "1.0.0", type: "module" };
const LOCKFILE = { ...MANIFEST, lockfileVersion: 3, requires: true, packages: { "": MANIFEST } };
const MODULES = fileURLToPath(new URL("../../../node_modules", import.meta.url));

const cli = new CliServer();
let folder = "";

const origin = (...names: string[]) => join(folder, "origin", ...names);
const git = (place: string, ...args: string[]) =>
  promisify(execFile)("git", ["-C", place, "-c", "user.name=T", "-c", "user.email=t@example.com", ...args]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-git-project-"));
  await mkdir(origin("flows"), { recursive: true });
  await writeFile(origin("flows", "taxi.ts"), FLOW);
  await writeFile(origin("flows", "package.json"), JSON.stringify(MANIFEST));
  await writeFile(origin("flows", "package-lock.json"), JSON.stringify(LOCKFILE));
  await git(origin(), "init", "--quiet", "--initial-branch=main");
  await git(origin(), "add", "--all");
  await git(origin(), "commit", "--quiet", "--message=flows");
  await git(folder, "clone", "--quiet", `file://${origin()}`, "clone");
  // What a package manager would install from a registry.
  for (const place of ["node_modules", "home/node_modules"]) {
    await mkdir(join(folder, place, ".."), { recursive: true });
    await symlink(MODULES, join(folder, place));
  }
});

afterAll(() => rm(folder, { recursive: true }));

function tutti(...args: string[]) {
  const env = { ...cli.env, TUTTI_HOME: join(folder, "home") };
  return runCli(args, { env, cwd: join(folder, "clone", "flows") });
}

test("a flow is told to the server before anything runs it, and may be told again", async () => {
  const { code, stdout } = await tutti("project", "register-flow", "taxi.ts:mainFlow", "-o", "json");
  const { id, ...flow } = JSON.parse(stdout);
  expect({ code, flow }).toEqual({ code: 0, flow: { name: "main-flow", entrypoint: "taxi.ts:mainFlow" } });
  expect(await tutti("project", "register-flow", "-f", "taxi.ts:mainFlow")).toMatchObject({
    code: 0,
    stdout: `Flow  main-flow\nId    ${id}\n`,
  });
  expect(await tutti("project", "register-flow", "taxi.ts:nobody")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("taxi.ts"),
  });
});

test("a folder of a git repository, made a project and deployed, runs from what is in the repository", async () => {
  expect(await tutti("init")).toMatchObject({ code: 0 });
  expect(await tutti("work-pool", "create", "gitpool", "-t", "process")).toMatchObject({ code: 0 });
  expect(await tutti("deploy", "taxi.ts:mainFlow", "-n", "taxi", "-p", "gitpool")).toMatchObject({ code: 0 });
  await writeFile(origin("flows", "taxi.ts"), FLOW.replace("hello", "pushed later, hello"));
  await git(origin(), "commit", "--quiet", "--all", "--message=later");
  expect(await tutti("deployment", "run", "main-flow/taxi", "--param", "name=git")).toMatchObject({ code: 0 });
  expect(await tutti("worker", "start", "-p", "gitpool", "--run-once")).toMatchObject({ code: 0 });
  const { stdout } = await tutti("flow-run", "ls", "--flow-name", "main-flow", "-o", "json");
  const [run] = JSON.parse(stdout);
  expect(run.state_type).toBe("COMPLETED");
  const logs = (await tutti("flow-run", "logs", run.id)).stdout;
  expect(logs).toContain("Running 3 pull steps");
  expect(logs).toContain("Installing dependencies: npm ci");
  expect(logs).toContain("pushed later, hello git");
});
