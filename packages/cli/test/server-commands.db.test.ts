import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CLI, cliEnvironment, type CliOutcome, runCli } from "./support/run-cli.ts";

let home = "";

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "tutti-server-"));
});

afterEach(async () => {
  await tutti("server", "stop");
  await rm(home, { recursive: true });
});

function tutti(...args: string[]): Promise<CliOutcome> {
  return runCli(args, { env: { TUTTI_HOME: home } });
}

/** A server in the foreground of a process of its own, once it has said where it is. */
async function startHere(...args: string[]): Promise<{ child: ChildProcess; said: () => string; origin: string }> {
  const child = spawn(process.execPath, [CLI, "server", "start", ...args], {
    env: cliEnvironment({ TUTTI_HOME: home }),
  });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
  const ended = once(child, "exit").then(() => Promise.reject(new Error(`the server ended: ${stdout}`)));
  while (!stdout.includes("Database")) await Promise.race([once(child.stdout, "data"), ended]);
  ended.catch(() => undefined);
  const [origin = ""] = /http:\/\/[^/]+/.exec(stdout) ?? [];
  return { child, said: () => stdout, origin };
}

test("in the foreground it says where it is, is one process, and ends well on Ctrl-C", async () => {
  const { child, said, origin } = await startHere("--port", "0");
  expect(said()).toBe(
    [
      `  Dashboard  ${origin}/dashboard`,
      `  API        ${origin}/api`,
      `  API docs   ${origin}/docs`,
      `  Database   sqlite:///${home}/tutti.db\n`,
    ].join("\n"),
  );
  const status = await tutti("server", "status", "-o", "json");
  expect(JSON.parse(status.stdout)).toEqual({
    running: true,
    api_url: `${origin}/api`,
    dashboard_url: `${origin}/dashboard`,
    kind: "tutti",
    version: "0.1.0",
    pid: child.pid,
  });
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(await tutti("server", "status")).toMatchObject({ code: 1, stdout: "" });
});

test("parts of it are left out", async () => {
  const started = await tutti("server", "start", "-b", "--port", "0", "--no-ui", "--no-scheduler", "-o", "json");
  const { api_url: api, dashboard_url: dashboard } = JSON.parse(started.stdout);
  expect((await fetch(dashboard)).status).toBe(404);
  expect((await fetch(`${api}/health`)).status).toBe(200);
});

test("it serves on when nobody reads what it says", async () => {
  const child = spawn(process.execPath, [CLI, "server", "start", "--port", "0"], {
    env: cliEnvironment({ TUTTI_HOME: home }),
  });
  child.stdout.destroy();
  child.stderr.destroy();
  expect(await tutti("server", "status", "--wait")).toMatchObject({ code: 0, stderr: "" });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("in the background it outlives its starter, is found, refuses a second one, and is stopped", async () => {
  const started = await tutti("server", "start", "-b", "--port", "0", "--no-services", "-o", "json");
  expect(started).toMatchObject({ code: 0, stderr: "" });
  const { pid, api_url: apiUrl } = JSON.parse(started.stdout);
  const status = await tutti("server", "status", "--wait");
  expect(status).toMatchObject({ code: 0, stderr: "" });
  expect(status.stdout).toMatch(
    new RegExp(`^Status +running\nDashboard +.*\nAPI +${apiUrl}\nVersion +tutti 0.1.0\nProcess +${pid}\n$`),
  );
  expect(await tutti("flow-run", "ls")).toEqual({
    code: 0,
    stdout: "",
    stderr: "No runs yet. Run a flow: node flow.ts\n",
  });
  for (const background of [[], ["-b"]]) {
    const second = await tutti("server", "start", "--port", "0", ...background);
    expect(second).toMatchObject({ code: 1, stdout: "" });
    expect(second.stderr).toContain(`The database is in use by another server: it answers at ${apiUrl}`);
  }
  expect(await tutti("server", "stop")).toMatchObject({ code: 0, stderr: expect.stringContaining(`(process ${pid})`) });
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});

test("a port that is taken is named, with the way out", async () => {
  const holder = createServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  const address = holder.address();
  const port = typeof address === "object" && address !== null ? String(address.port) : "";
  const here = await tutti("server", "start", "--port", port);
  expect(here).toMatchObject({ code: 1, stdout: "" });
  expect(here.stderr).toBe(
    `Error: Port in use: 127.0.0.1:${port}\n  Fix: Choose another port with --port, or stop the program that holds it.\n Docs: tutti docs port_in_use\n`,
  );
  const background = await tutti("server", "start", "-b", "--port", port);
  expect(background).toMatchObject({ code: 1, stdout: "" });
  expect(background.stderr).toContain(`Error: The server did not start: Port in use: 127.0.0.1:${port}`);
  holder.close();
});

test.each([
  [["--host", "192.0.2.1"], 2, "Invalid setting: host 192.0.2.1 is no address of this machine"],
  [["--database-url", "mysql://x"], 2, "Invalid setting"],
  [["--log-level", "loud"], 2, "Option '--log-level <level>' argument 'loud' is invalid."],
])("start %j ends with %d: %s", async (args, code, message) => {
  expect(await tutti("server", "start", "--port", "0", ...args)).toMatchObject({
    code,
    stderr: expect.stringContaining(message),
  });
});

test("a home that cannot be written is said so, in front and in the background", async () => {
  await writeFile(join(home, "file"), "");
  for (const background of [[], ["-b"]]) {
    const outcome = await runCli(["server", "start", "--port", "0", ...background], {
      env: { TUTTI_HOME: join(home, "file") },
    });
    expect(outcome).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("The home folder cannot be written"),
    });
  }
});

test("kept runs are read by a server that is started for it, which makes place for one that stays", async () => {
  await tutti("server", "start", "-b", "--port", "0");
  await tutti("server", "stop");
  await access(join(home, "tutti.db"));
  expect(await tutti("flow", "ls")).toEqual({
    code: 0,
    stdout: "",
    stderr:
      "Starting the local server in the background …\nNo flows yet. A flow appears here when it runs for the first time.\n",
  });
  const reader = await tutti("server", "status", "-o", "json");
  const stays = await tutti("server", "start", "-b", "--port", "0", "-o", "json");
  expect(stays).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(stays.stdout).pid).not.toBe(JSON.parse(reader.stdout).pid);
});

test("a new key for secrets is made, and rotated to after a restart", async () => {
  await tutti("server", "start", "-b", "--port", "0", "--no-services");
  const added = await tutti("server", "key", "add");
  const [, id = ""] = /key ([\da-f]{8}) /.exec(added.stderr) ?? [];
  expect(id).not.toBe("");
  expect(JSON.parse((await tutti("server", "key", "rotate", "-o", "json")).stdout)).not.toMatchObject({ key_id: id });
  await tutti("server", "stop");
  await tutti("server", "start", "-b", "--port", "0", "--no-services");
  expect(await tutti("server", "key", "rotate")).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(`key ${id} seals`),
  });
});
