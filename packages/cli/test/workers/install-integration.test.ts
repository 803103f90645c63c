import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { loadIntegration } from "@tutti/client/load-integration";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CLI_VERSION } from "../../src/cli-version.ts";
import { Output } from "../../src/output.ts";
import { loadInstalled } from "../../src/workers/install-integration.ts";
import type { InstallPolicy } from "../../src/workers/install-policy.ts";

const NAME = "@tutti/nowhere";
/** What npm does of its work: it puts the package where it is told, or cannot. */
const NPM = `#!/bin/sh
echo "$@" >> "$(dirname "$0")/asked"
[ -e "$(dirname "$0")/broken" ] && exit 7
mkdir -p node_modules/@tutti/nowhere && cd node_modules/@tutti/nowhere
echo '{ "name": "@tutti/nowhere", "type": "module", "exports": { "./*": "./*.js" } }' > package.json
echo 'export const launcher = 1;' > launcher.js
`;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-install-"));
  await writeFile(join(folder, "npm"), NPM);
  await chmod(join(folder, "npm"), 0o755);
  vi.stubEnv("PATH", `${folder}${delimiter}${process.env["PATH"] ?? ""}`);
  vi.spyOn(process, "cwd").mockReturnValue(folder);
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

function load(policy: InstallPolicy): Promise<unknown> {
  const output = new Output();
  return loadInstalled(NAME, () => loadIntegration(`${NAME}/launcher`), policy, { isInteractive: false, output });
}

function asked(): Promise<string> {
  return readFile(join(folder, "asked"), "utf8").catch(() => "");
}

test("what is missing is installed when it may be, in this version, and once", async () => {
  expect(await load("if-not-present")).toMatchObject({ launcher: 1 });
  expect(await load("if-not-present")).toMatchObject({ launcher: 1 });
  expect(await asked()).toBe(`install --no-audit --no-fund --loglevel=error ${NAME}@${CLI_VERSION}\n`);
});

test("always is also when it is there", async () => {
  await load("always");
  await load("always");
  expect((await asked()).split("\n")).toHaveLength(3);
});

test.each(["never", "prompt"] as const)("with %s and without a terminal it is said what to type", async (policy) => {
  await expect(load(policy)).rejects.toThrow(`npm install ${NAME}`);
  expect(await asked()).toBe("");
});

test("an npm that fails is said", async () => {
  await writeFile(join(folder, "broken"), "");
  await expect(load("if-not-present")).rejects.toThrow(
    `${NAME}@${CLI_VERSION} could not be installed: npm ended with 7.`,
  );
});
