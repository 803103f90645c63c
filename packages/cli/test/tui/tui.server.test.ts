import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { CliServer } from "../support/cli-server.ts";
import { HeldServer } from "../support/held-server.ts";
import { KEYS, Terminal } from "../support/terminal.ts";

const cli = new CliServer();

test("runs are shown as they change; keys open one with its tasks and its log, and cancel another", async () => {
  await cli.runFlow("brave-otter", "good");
  await using terminal = new Terminal(["tui"], { cwd: tmpdir(), env: cli.env });
  await terminal.sees("brave-otter");
  terminal.type(KEYS.enter);
  await terminal.sees("step 3 of good");
  terminal.type("\u007F");
  await terminal.sees("enter open");
  await cli.createRun("calm-newt", "RUNNING");
  await terminal.sees("calm-newt");
  terminal.type(KEYS.up, "c");
  await terminal.sees("Cancel calm-newt?");
  terminal.type("y");
  await terminal.sees("calm-newt is Cancelling.");
  terminal.type("q");
  expect(await terminal.end()).toMatchObject({ code: 0 });
});

test("a server that is slow is told of in its place, and waited for by nobody who leaves", async () => {
  await using slow = await HeldServer.before(cli.server.url);
  const env = { ...cli.env, TUTTI_API_URL: slow.url };
  await using terminal = new Terminal(["tui"], { cwd: tmpdir(), env, size: "80x24" });
  await terminal.sees("q quit");
  slow.hold();
  await terminal.sees("The server has not answered for ");
  slow.release();
  await terminal.sees("q quit");
  slow.hold();
  await terminal.sees("The server has not answered for ");
  terminal.type("q");
  expect(await terminal.end()).toMatchObject({ code: 0 });
});

test("without a terminal it says what tells the same", async () => {
  const refused = await cli.run("tui");
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toContain("It needs a terminal; tutti flow-run ls and tutti flow-run watch tell the same.");
});
