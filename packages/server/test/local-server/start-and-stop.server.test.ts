import { once } from "node:events";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { resetDatabase } from "../../src/database-upkeep.ts";
import { ServerProcess } from "../support/server-process.ts";
import { testHome } from "../support/test-home.ts";

async function started(home: string, env: NodeJS.ProcessEnv = {}, argv: string[] = []): Promise<ServerProcess> {
  const server = await ServerProcess.start(home, env, argv);
  onTestFinished(async () => {
    await server.stop("SIGKILL");
  });
  return server;
}

async function fileOf(home: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(home, "server.json"), "utf8")) as Record<string, unknown>;
}

test("a server says where it is, in one line and in a file of its owner's; SIGTERM ends it clean", async () => {
  const home = await testHome();
  const server = await started(home);
  const health = await fetch(`${server.url}/health`);
  expect([health.status, await fileOf(home), (await stat(join(home, "server.json"))).mode & 0o777]).toEqual([
    200,
    { pid: server.pid, api_url: server.url, instance_id: health.headers.get("x-tutti-instance"), version: "0.1.0" },
    0o600,
  ]);
  const origin = new URL(server.url).origin;
  expect(await server.stop()).toEqual({
    code: 0,
    signal: null,
    stdout: `Tutti 0.1.0 is ready: dashboard ${origin}/dashboard, API ${server.url}\n`,
    stderr: "",
  });
  await expect(fileOf(home)).rejects.toThrow("ENOENT");
  await expect(fetch(server.url)).rejects.toThrow("fetch failed");
});

test("SIGINT ends it clean too, and its home can be served again", async () => {
  const home = await testHome();
  expect((await (await started(home)).stop("SIGINT")).code).toBe(0);
  expect((await (await started(home)).stop()).code).toBe(0);
});

test("a second server of the home says where the first one is", async () => {
  const home = await testHome();
  const first = await started(home);
  expect(await ServerProcess.fail(home)).toEqual({
    code: 1,
    signal: null,
    stdout: "",
    stderr:
      `tutti: The database is in use by another server: it answers at ${first.url} and serves ${home}. ` +
      "Stop that server (tutti server stop), or use it.\n",
  });
});

test("a killed server leaves neither lock nor trace that keeps the next one from starting", async () => {
  const home = await testHome();
  const killed = await started(home);
  await killed.stop("SIGKILL");
  const next = await started(home);
  expect(await fileOf(home)).toMatchObject({ pid: next.pid, api_url: next.url });
});

test("a port in use is one line and exit code 1; in the background another one is found", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const home = await testHome();
  const failed = await ServerProcess.fail(home, {}, ["--port", String(port)]);
  expect([failed.code, failed.stderr]).toEqual([
    1,
    `tutti: Port in use: 127.0.0.1:${port}. Choose another port with --port, or stop the program that holds it.\n`,
  ]);
  const background = await started(home, { TUTTI_SERVER_EPHEMERAL: "1" }, ["--port", String(port)]);
  expect(new URL(background.url).port).not.toBe(String(port));
});

test.each([
  [
    "a home below a file",
    async (home: string) => ({ TUTTI_HOME: join(home, "file", "home") }),
    /home folder cannot be written: \S+ \(ENOTDIR/,
  ],
  [
    "a home in which nothing can be said",
    async (home: string) => {
      await mkdir(join(home, "server.json"));
      return {};
    },
    /home folder cannot be written: \S+ \(EISDIR/,
  ],
  [
    "a port that is none",
    async () => ({ TUTTI_SERVER_PORT: "x" }),
    /Invalid setting: TUTTI_SERVER_PORT must be a port, 0 to 65535, not "x"/,
  ],
  ["a database of another program", foreignDatabase, /belongs to another program/],
  ["a database of a newer version", newerDatabase, /written by a newer version/],
  ["a database that is no database", damagedDatabase, /cannot be read/],
  [
    "a URL of no database",
    async () => ({ TUTTI_DATABASE_URL: "mysql://u:secret@h/d" }),
    /Invalid setting: TUTTI_DATABASE_URL must be an address that begins with/,
  ],
])("%s is one line and exit code 1", async (_what, prepare, line) => {
  const home = await testHome();
  await writeFile(join(home, "file"), "");
  const { TUTTI_HOME = home, ...env }: NodeJS.ProcessEnv = await prepare(home);
  const { code, stdout, stderr } = await ServerProcess.fail(TUTTI_HOME, env);
  expect([code, stdout, stderr]).toEqual([1, "", expect.stringMatching(line)]);
  expect(stderr).toMatch(/^tutti: [^\n]+\n$/);
  expect(stderr).not.toContain("secret");
});

async function foreignDatabase(home: string): Promise<NodeJS.ProcessEnv> {
  const path = join(home, "prefect.db");
  new SqliteDatabase(path).exec("create table alembic_version (version_num text)").close();
  return { TUTTI_DATABASE_URL: `sqlite:///${path}` };
}

async function newerDatabase(home: string): Promise<NodeJS.ProcessEnv> {
  await (await ServerProcess.start(home)).stop();
  const database = new SqliteDatabase(join(home, "tutti.db"));
  database.exec("insert into tutti_migration values (9999, 'from the future', 0)").close();
  return {};
}

async function damagedDatabase(home: string): Promise<NodeJS.ProcessEnv> {
  const path = join(home, "notes.txt");
  await writeFile(path, "this is no database, and long enough to be sure of it\n".repeat(100));
  return { TUTTI_DATABASE_URL: `sqlite:///${path}` };
}

test("a SQLite file has one server, whichever home it is of, and nobody empties it meanwhile", async () => {
  const [home, other] = [await testHome(), await testHome()];
  const first = await started(home);
  const env = { TUTTI_HOME: other, TUTTI_DATABASE_URL: `sqlite:///${join(home, "tutti.db")}` };
  const { code, stderr } = await ServerProcess.fail(other, env);
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/in use by another server: .*tutti\.db, which another home/),
  ]);
  await expect(resetDatabase(env)).rejects.toMatchObject({ code: "database_in_use" });
  await first.stop("SIGKILL");
  await started(other, env);
});

test("beyond loopback a password is made, shown once, kept, and asked for", async () => {
  const home = await testHome();
  const first = await started(home, {}, ["--host", "0.0.0.0"]);
  const url = first.url.replace("0.0.0.0", "127.0.0.1");
  expect((await fetch(`${url}/hello`)).status).toBe(401);
  const { stdout } = await first.stop();
  const [, password = ""] = /TUTTI_API_AUTH_STRING=(\S+)/.exec(stdout) ?? [];
  const second = await started(home, {}, ["--host", "0.0.0.0"]);
  const authorization = `Basic ${Buffer.from(password).toString("base64")}`;
  expect((await fetch(`${second.url}/hello`, { headers: { authorization } })).status).toBe(200);
  expect((await second.stop()).stdout).not.toContain(password);
  const open = await started(home, { TUTTI_SERVER_ALLOW_UNAUTHENTICATED: "1" }, ["--host", "0.0.0.0"]);
  expect((await fetch(`${open.url}/hello`)).status).toBe(200);
});
