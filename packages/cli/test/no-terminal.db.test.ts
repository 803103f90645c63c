import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EXIT } from "../src/exit-code.ts";
import { HostedCli } from "./support/hosted-cli.ts";
import { allCommands } from "./support/load-all-commands.ts";

const cli = new HostedCli();
let home = "";

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "tutti-no-terminal-"));
});
afterAll(async () => {
  await cli.stop();
  await rm(home, { recursive: true });
});

/** Commands that work here without a server: they write into the folder they are called in, start one, or stay. */
const WITHOUT_SERVER = /^(init|project|deploy|server|agent|worker start|flow serve|shell|dev|dashboard|task serve)\b/;

const commands = allCommands().filter(({ path }) => !WITHOUT_SERVER.test(path));

test.each(commands)("tutti $path never waits for a person who is not there", async ({ path, entry }) => {
  const command = new Command();
  (await entry.load()).install(command, {
    openContext: () => Promise.reject(new Error("nothing is run here")),
    finish: () => undefined,
  });
  const needed = command.registeredArguments.filter(({ required }) => required).map(() => "1");
  const { code, stderr } = await cli.run([...path.split(" "), ...needed], { TUTTI_HOME: home });
  expect(Object.values(EXIT)).toContain(code);
  const isRefused = code !== EXIT.ok && code !== EXIT.failed;
  expect(isRefused ? stderr : "Error: none\n  Fix: none\n").toMatch(/^Error: .+\n {2}Fix: .+\n$/s);
});
