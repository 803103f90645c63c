import { execFile } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";
import { CLI, runCli } from "./support/run-cli.ts";

const cli = new CliServer();

async function newHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "tutti-upkeep-"));
  onTestFinished(() => rm(home, { recursive: true }));
  return home;
}

describe("api", () => {
  test("prints what is answered, and the heads beside it", async () => {
    expect(await cli.call("api", "get", "/health")).toEqual({ code: 0, stdout: "true\n", stderr: "" });
    const made = await cli.call("api", "POST", "flows/", "--data", '{"name": "by-hand"}', "-H", "X-Mine: 1", "-v");
    expect(JSON.parse(made.stdout)).toMatchObject({ name: "by-hand" });
    expect(made.stderr).toMatch(/^> POST http:\S+\/api\/flows\/\n[^]*> x-mine: 1\n[^]*< 201 Created\n/);
    expect(await cli.call("api", "GET", "/ui-settings", "--root")).toMatchObject({ code: 0 });
  });

  test.each([
    [["GET", "/nowhere"], 4, "GET /nowhere was answered 404."],
    [["POST", "/flows/", "--data", "{}"], 1, "POST /flows/ was answered 422."],
    [["FETCH", "/health"], 2, "Error: The method must be one of GET, POST, "],
    [["POST", "/flows/", "--data", "{"], 2, "Error: --data is not JSON: "],
    [["GET", "/health", "--data", "{}"], 2, "Error: GET takes no --data."],
    [["GET", "/health", "-H", "x"], 2, 'Error: --header "x" is not of the form Name: value.'],
  ])("%j ends with %d: %s", async (args, code, message) => {
    expect(await cli.call("api", ...args)).toMatchObject({ code, stderr: expect.stringContaining(message) });
  });
});

test("of JSON the fields are chosen, and a field that is none is said to be none", async () => {
  await cli.call("gcl", "create", "database", "-l", "5");
  expect((await cli.call("gcl", "ls", "--json", "limit,name")).stdout).toBe(
    '[\n  {\n    "limit": 5,\n    "name": "database"\n  }\n]\n',
  );
  expect((await cli.call("gcl", "ls", "--jq", ".[] | .name, (.limit + 0.5)")).stdout).toMatch(/^(\w+\n[\d.]+\.5\n)+$/);
  expect((await cli.call("gcl", "ls", "--json", "name", "--jq", ".[0] | keys[]")).stdout).toBe("name\n");
  expect((await cli.call("gcl", "ls", "--template", "{{ name | upper }}: {{ limit }}")).stdout).toContain("DATABASE: ");
  expect(await cli.call("gcl", "ls", "--jq", ".[")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--jq .[ does not work: syntax error"),
  });
  expect(await cli.call("gcl", "ls", "--template", "{{ name")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("The template cannot be filled in: "),
  });
  expect(await cli.call("gcl", "ls", "--template", "{{ name }}", "--jq", ".")).toMatchObject({ code: 2 });
  expect(await cli.call("gcl", "inspect", "database", "--json", "nam")).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("Error: There is no field nam. Did you mean name? There are id, created, "),
  });
});

test("results go to a block when that is said", async () => {
  await cli.call("block", "create", "local-file-system", "-n", "results", "-f", "basepath=/tmp/results");
  expect(await cli.call("result-storage", "inspect")).toMatchObject({ stdout: "" });
  expect(await cli.call("result-storage", "set", "local-file-system/results")).toMatchObject({ code: 0 });
  expect((await cli.call("result-storage", "inspect")).stdout).toMatch(/^local-file-system\/results {2}\S+\n$/);
  await cli.call("result-storage", "clear");
  expect(await cli.json("result-storage", "inspect")).toEqual({ default_result_storage_block_id: null });
});

describe("doctor", () => {
  test("finds nothing wrong where nothing is", async () => {
    const { code, stdout } = await cli.call("doctor");
    expect(code).toBe(0);
    expect(stdout.split("\n").map((line) => line.slice(0, 11).trimEnd())).toEqual(
      ["✓ Node", "✓ Home", "✓ Disk", "✓ Profile", "✓ Server", "✓ Database", "✓ Clock", ""].map((line) =>
        expect.stringMatching(line === "✓ Disk" ? /^[✓!] Disk/ : new RegExp(`^${line}`)),
      ),
    );
  });

  test("says what is wrong and what to do about it", async () => {
    const home = await newHome();
    const { code, stdout } = await runCli(["doctor"], {
      env: { TUTTI_HOME: home, TUTTI_API_URL: "http://127.0.0.1:9/api" },
    });
    expect(code).toBe(1);
    expect(stdout).toContain("✗ Server   The server does not answer: http://127.0.0.1:9/api");
    expect(stdout).toContain("  Fix:     Check TUTTI_API_URL and the network, and that the server runs.\n");
  });
});

describe("a database", () => {
  test("is brought up to date, and emptied when that is meant", async () => {
    const home = await newHome();
    const tutti = (...args: string[]) => runCli(["server", "database", ...args], { env: { TUTTI_HOME: home } });
    expect(await tutti("upgrade")).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/tutti\.db is up to date\.\n$/),
    });
    expect(await tutti("reset")).toMatchObject({ code: 2 });
    expect(await tutti("reset", "-y")).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^Emptied .*tutti\.db\.\n$/),
    });
    expect((await stat(join(home, "tutti.db"))).isFile()).toBe(true);
  });

  test("is left alone while a server has it", async () => {
    const home = cli.server.home;
    expect(await runCli(["server", "database", "reset", "-y"], { env: { TUTTI_HOME: home } })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("Error: The database is in use by another server: "),
    });
  });
});

test("services are listed with what the settings say", async () => {
  const { stdout } = await runCli(["server", "services", "ls"], { env: { TUTTI_SERVICES_FOREMAN_ENABLED: "false" } });
  expect(stdout).toMatch(
    /^SERVICE +ON +WHAT IT DOES +SETTING\nlate-runs +yes +marks runs late that nobody has taken +TUTTI_/,
  );
  expect(stdout).toMatch(/\nforeman +no +/);
});

test("the usual profiles are added, and those that are there stay", async () => {
  const env = { TUTTI_HOME: await newHome() };
  expect(await runCli(["profile", "populate-defaults"], { env })).toMatchObject({
    stderr: "Made the profile local.\n",
  });
  expect(await runCli(["profile", "populate-defaults"], { env })).toMatchObject({ stderr: "They are all there.\n" });
});

test.each([
  ["deployment sch", ["schedule"]],
  ["deployment schedule cl", ["clear"]],
  ["global-concurrency-limit in", ["inspect"]],
  ["flow-run logs --fai", ["--failed"]],
  ["-p prod work-p", ["work-pool"]],
])("bash completes %j", async (line, expected) => {
  const words = ["tutti", ...line.split(" ")];
  const program = `source <("$1" "$2" completion bash); shift 2; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tutti; echo "\${COMPREPLY[@]}"`;
  const { stdout } = await promisify(execFile)("bash", ["-c", program, "bash", process.execPath, CLI, ...words]);
  expect(stdout.trim().split(" ")).toEqual(expected);
});

test("zsh and fish are given the same words, other shells none", async () => {
  expect((await cli.call("completion", "zsh")).stdout).toContain(
    '"deployment schedule") echo "create ls pause resume delete clear --help"',
  );
  expect((await cli.call("completion", "fish")).stdout).toContain(
    "printf '%s\\n' create ls pause resume delete clear --help",
  );
  // An entry point is a file: where no command follows, the shell's own completion goes on.
  expect((await cli.call("completion", "zsh")).stdout).toContain("; then _files; fi");
  expect((await cli.call("completion", "fish")).stdout).toContain("complete -c tutti -n __tutti_takes_files -a ");
  expect(await cli.call("completion", "csh")).toMatchObject({ code: 2 });
});
