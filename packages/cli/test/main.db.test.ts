import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CLI, runCli } from "./support/run-cli.ts";

let home = "";

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "tutti-cli-"));
});

afterEach(async () => {
  await rm(home, { recursive: true });
});

function tutti(...args: string[]) {
  return runCli(args, { env: { TUTTI_HOME: home } });
}

describe("help and version", () => {
  test.each([[["--version"]], [["-v"]]])("%j prints the number alone", async (args) => {
    expect(await tutti(...args)).toEqual({ code: 0, stdout: "0.1.0\n", stderr: "" });
  });

  test.each([[[]], [["--help"]], [["help"]]])("%j shows the commands on stdout", async (args) => {
    const { code, stdout, stderr } = await tutti(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: tutti \[options\] \[command\]\n/);
    expect(stdout).toMatch(/\n {2}flow-run +runs of flows/);
  });

  test("a group alone shows its commands", async () => {
    const { code, stdout } = await tutti("flow-run");
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nCommands:\n {2}ls +list runs/);
  });

  test("help before a command is help behind it", async () => {
    expect(await tutti("help", "flow-run", "ls")).toEqual(await tutti("flow-run", "ls", "--help"));
  });

  test("version as JSON", async () => {
    const { code, stdout } = await tutti("version", "-o", "json");
    expect({ code, facts: JSON.parse(stdout) }).toEqual({
      code: 0,
      facts: {
        version: "0.1.0",
        api_version: "0.8.4",
        node: process.version,
        platform: `${process.platform}/${process.arch}`,
        profile: "default",
        home,
      },
    });
  });
});

describe("a wrong command line ends with 2 and says what was meant", () => {
  test.each([
    [["flwo-run"], "Unknown command 'flwo-run'. Did you mean flow-run?", "tutti --help"],
    [["help", "flwo-run"], "Unknown command 'flwo-run'. Did you mean flow-run?", "tutti --help"],
    [["flow-run", "sl"], "Unknown command 'sl'. Did you mean ls?", "tutti flow-run --help"],
    [["flow-run", "ls", "--limt", "3"], "Unknown option '--limt'. Did you mean --limit?", "tutti flow-run ls --help"],
    [["flow-run", "inspect"], "Missing required argument 'run'.", "tutti flow-run inspect --help"],
    [["flow", "ls", "x"], "Too many arguments for 'ls'. Expected 0 arguments but got 1: x.", "tutti flow ls --help"],
    [
      ["flow-run", "ls", "--limit", "0"],
      "Option '-l, --limit <count>' argument '0' is invalid. It must be a whole number from 1.",
      "tutti flow-run ls --help",
    ],
    [
      ["flow-run", "ls", "--state-type", "FALED"],
      "Option '--state-type <type>' argument 'FALED' is invalid. Did you mean FAILED?",
      "tutti flow-run ls --help",
    ],
    [
      ["flow", "ls", "-o", "yaml"],
      "Option '-o, --output <format>' argument 'yaml' is invalid. It must be json.",
      "tutti flow ls --help",
    ],
    [
      ["flow-run", "logs", "x", "--head", "--tail"],
      "--head and --tail exclude each other.",
      "tutti flow-run logs --help",
    ],
    [["server", "start", "--port", "70000"], "--port must be 0 to 65535, not 70000.", "tutti server start --help"],
    [["config", "set", "TUTTI_API_URL"], '"TUTTI_API_URL" is not of the form NAME=value.', "tutti config set --help"],
  ])("%j", async (args, message, help) => {
    expect(await tutti(...args)).toEqual({ code: 2, stdout: "", stderr: `Error: ${message}\n  Fix: See ${help}.\n` });
  });
});

test("an output that cannot be written is one line and exit code 1", async () => {
  const child = spawn("sh", ["-c", 'exec "$0" "$1" --version > /dev/full', process.execPath, CLI]);
  const errors = text(child.stderr);
  expect([(await once(child, "close"))[0], await errors]).toEqual([
    1,
    "Error: The output cannot be written: ENOSPC: no space left on device, write\n",
  ]);
});

describe("without a server", () => {
  test.each([
    [["flow-run", "ls"]],
    [["server", "status"]],
    [["dashboard", "open"]],
    [["deploy", "flows.ts:main", "-n", "nightly", "-p", "zoompool"]],
  ])("%j ends with 1", async (args) => {
    expect(await tutti(...args)).toEqual({
      code: 1,
      stdout: "",
      stderr: `Error: No server found: none is running for ${home}\n  Fix: Start one with tutti server start, or set TUTTI_API_URL.\n Docs: tutti docs missing_server\n`,
    });
  });

  test("status as JSON is data, and ends with 1", async () => {
    const { code, stdout, stderr } = await tutti("server", "status", "-o", "json");
    expect({ code, stderr, status: JSON.parse(stdout) }).toEqual({
      code: 1,
      stderr: "",
      status: { running: false, reason: `No server found: none is running for ${home}` },
    });
  });

  test("waiting for one ends with 5 when the time is up", async () => {
    const { code, stderr } = await tutti("server", "status", "--wait", "--timeout", "0.1");
    expect(code).toBe(5);
    expect(stderr).toContain("Error: The time to wait is over: No server found");
  });

  test("stopping none is no error", async () => {
    expect(await tutti("server", "stop")).toEqual({
      code: 0,
      stdout: "",
      stderr: `No server is running for ${home}.\n`,
    });
  });

  test("a configured address where nobody answers is named", async () => {
    const { code, stderr } = await runCli(["flow", "ls"], {
      env: { TUTTI_HOME: home, TUTTI_API_URL: "http://127.0.0.1:9/api" },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: The server does not answer: http:\/\/127\.0\.0\.1:9\/api /);
  });

  test("an address that is none is a wrong setting", async () => {
    const { code, stderr } = await runCli(["flow", "ls"], { env: { TUTTI_HOME: home, TUTTI_API_URL: "localhost" } });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Error: Invalid setting: TUTTI_API_URL is "localhost"/);
  });
});
