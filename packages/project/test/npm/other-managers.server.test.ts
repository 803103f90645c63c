import { chmod, lstat, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { runSteps } from "../../src/steps/run-steps.ts";
import { stepsContext } from "../support/steps-context.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A program that notes how it was called, and installs 1,000 kB. */
const PROGRAM = `#!/usr/bin/env node
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
const { CI, YARN_NODE_LINKER, CALLS } = process.env;
appendFileSync(CALLS, JSON.stringify([process.argv.slice(2), CI ?? null, YARN_NODE_LINKER ?? null]) + "\\n");
mkdirSync("node_modules", { recursive: true });
writeFileSync("node_modules/thing.js", "x".repeat(1_000_000));
`;

async function machine(...programs: string[]) {
  const folder = await temporaryFolder(Object.fromEntries(programs.map((name) => [`bin/${name}`, PROGRAM])));
  for (const name of programs) await chmod(folder.join("bin", name), 0o755);
  await writeFile(folder.join("bin/package.json"), '{ "type": "module" }');
  const calls = async () =>
    (await readFile(folder.join("calls"), "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  const environment = {
    // Node is there, and no other package manager.
    PATH: [folder.join("bin"), dirname(process.execPath)].join(":"),
    HOME: folder.path,
    CALLS: folder.join("calls"),
  };
  return {
    environment,
    calls,
    cache: folder.join("cache"),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

const STEPS = [{ npm_install: {} }];
const pnpmProject = (name: string) => ({
  "package.json": JSON.stringify({ name }),
  "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
});

test("pnpm and yarn install what their lockfile says, by the program of the machine or by one that npx fetches", async () => {
  await using here = await machine("pnpm", "npx");
  const { environment } = here;
  await using pnpm = await temporaryFolder(pnpmProject("one"));
  await runSteps(STEPS, stepsContext(pnpm.path, { environment, cacheDirectory: here.cache }));
  await using yarn = await temporaryFolder({ "package.json": "{}", "yarn.lock": "__metadata:\n  version: 8\n" });
  await runSteps(STEPS, stepsContext(yarn.path, { environment, cacheDirectory: null }));
  expect(await here.calls()).toEqual([
    [["install", "--frozen-lockfile"], "true", null],
    [["--yes", "@yarnpkg/cli-dist@4", "install", "--immutable"], null, "node-modules"],
  ]);
  expect((await lstat(pnpm.join("node_modules"))).isSymbolicLink()).toBe(true);
  expect((await lstat(yarn.join("node_modules"))).isDirectory()).toBe(true);
});

test("a manager that is nowhere is named", async () => {
  await using folder = await temporaryFolder(pnpmProject("one"));
  const run = stepsContext(folder.path, { environment: { PATH: "/nowhere" } });
  await expect(runSteps(STEPS, run)).rejects.toThrow(/neither pnpm nor npx is on the PATH here: install pnpm$/);
});

test("a project that patches or links packages of its own is installed in its folder", async () => {
  await using here = await machine("pnpm");
  const lock = "lockfileVersion: '9.0'\nimporters:\n  .: { dependencies: { a: { specifier: 'link:../a' } } }\n";
  await using folder = await temporaryFolder({ ...pnpmProject("one"), "pnpm-lock.yaml": lock });
  const { environment } = here;
  await runSteps(STEPS, stepsContext(folder.path, { environment, cacheDirectory: here.cache }));
  expect((await lstat(folder.join("node_modules"))).isDirectory()).toBe(true);
});

test("the cache keeps within its limit: what was used longest ago goes, what a folder links to stays", async () => {
  await using here = await machine("pnpm");
  const environment = { ...here.environment, TUTTI_INSTALL_CACHE_MEGABYTES: "2" };
  const install = async (name: string) => {
    const folder = await temporaryFolder(pnpmProject(name));
    await runSteps(STEPS, stepsContext(folder.path, { environment, cacheDirectory: here.cache }));
    return folder;
  };
  await using oldest = await install("oldest");
  const second = await install("second");
  await second[Symbol.asyncDispose]();
  const third = await install("third");
  await third[Symbol.asyncDispose]();
  const isThere = (path: string) =>
    stat(path).then(
      () => true,
      () => false,
    );
  expect(await isThere(oldest.join("node_modules/thing.js"))).toBe(true);
  // The second is gone, and is installed anew; a link to what is gone is replaced.
  await using again = await install("second");
  expect(await here.calls()).toHaveLength(4);
  await rm(again.join("node_modules"));
  await using thirdAgain = await install("third");
  expect(await here.calls()).toHaveLength(5);
  expect(await isThere(thirdAgain.join("node_modules/thing.js"))).toBe(true);
});
