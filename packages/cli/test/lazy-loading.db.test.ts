import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cliEnvironment, type CliOptions, runCli } from "./support/run-cli.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-lazy-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Packages outside of Node that a program loaded. */
async function packagesLoaded(run: (options: CliOptions) => Promise<unknown>): Promise<string[]> {
  const file = join(folder, "modules.json");
  const hooks = pathToFileURL(join(import.meta.dirname, "support", "record-modules.mjs")).href;
  await run({ nodeArgs: ["--import", hooks], env: { MODULES_FILE: file, TUTTI_HOME: join(folder, "home") } });
  const urls: unknown = JSON.parse(await readFile(file, "utf8"));
  const names = (Array.isArray(urls) ? urls : []).map(
    (url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(String(url))?.[1],
  );
  return [...new Set(names)].filter((name) => name !== undefined).sort();
}

describe("what is not needed is not loaded, so that the command line starts at once", () => {
  test.each([
    [["--version"], []],
    [["--help"], ["commander"]],
    [["flow-run", "--help"], ["commander"]],
    [["flow-run", "logs", "--help"], ["commander"]],
    [["server", "start", "--help"], ["commander"]],
    [["nope"], ["commander"]],
    [["version"], ["commander", "smol-toml"]],
    [
      ["config", "view"],
      ["commander", "smol-toml"],
    ],
    [
      ["profile", "ls"],
      ["commander", "smol-toml"],
    ],
  ])("%j loads %j", async (args, expected) => {
    expect(await packagesLoaded((options) => runCli(args, options))).toEqual(expected);
  });

  test("the help of every command loads the parsers of command lines and profiles, and no more", async () => {
    const program = join(import.meta.dirname, "support", "load-all-commands.ts");
    const run = async ({ nodeArgs = [], env = {} }: CliOptions) =>
      promisify(execFile)(process.execPath, [...nodeArgs, program], { env: cliEnvironment(env) });
    expect(await packagesLoaded(run)).toEqual(["commander", "smol-toml"]);
  });
});
