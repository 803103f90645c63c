import { execFile } from "node:child_process";
import { Agent, request } from "node:http";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { freshPostgres, type TestDatabase } from "../support/databases.ts";
import { ServerProcess } from "../support/server-process.ts";
import { testHome } from "../support/test-home.ts";

const COUNT = 3;

let database: TestDatabase;
beforeAll(async () => {
  database = await freshPostgres();
});
afterAll(() => database.drop());

async function start(env: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
  const told = { TUTTI_DATABASE_URL: database.url, ...env };
  const server = await ServerProcess.start(await testHome(), told, [`--workers=${COUNT}`]);
  onTestFinished(async () => void (await server.stop()));
  return server;
}

/** The processes that share the port. */
async function members(server: ServerProcess): Promise<number[]> {
  const { stdout } = await promisify(execFile)("pgrep", ["-P", String(server.pid)]);
  return stdout.trim().split("\n").map(Number);
}

/** Asks over a connection of its own, which another process may get. */
function ask(server: ServerProcess, method: string, path: string, body?: object) {
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const agent = new Agent({ keepAlive: false });
    const headers = { "content-type": "application/json" };
    const asking = request(`${server.url}${path}`, { method, agent, headers }, (reply) => {
      let text = "";
      reply.setEncoding("utf8").on("data", (piece) => (text += String(piece)));
      reply.once("end", () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text }));
    });
    asking.once("error", reject);
    asking.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("processes share a port, are one server to clients, and end together", async () => {
  const server = await start();
  const all = await members(server);
  expect(all).toHaveLength(COUNT);
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask(server, "GET", "/health")));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(new Set(answers.map(({ headers }) => headers["x-tutti-instance"])).size).toBe(1);
  expect(await server.stop()).toMatchObject({ code: 0, signal: null, stderr: "" });
  expect(all.filter(isAlive)).toEqual([]);
});

test("one that dies is started again", async () => {
  const server = await start();
  const [first = 0, ...others] = await members(server);
  process.kill(first, "SIGKILL");
  await expect.poll(async () => (await members(server)).filter((pid) => pid !== first).length).toBe(COUNT);
  expect(others.filter(isAlive)).toEqual(others);
  expect((await ask(server, "GET", "/health")).status).toBe(200);
  const { code, stderr } = await server.stop();
  expect(code).toBe(0);
  expect(stderr).toContain("a process of the server ended; another takes its place");
});

test("when they die again and again the server ends, and says why", async () => {
  const server = await start();
  const ended = server.ended();
  const seen: unknown[] = [];
  void ended.then((how) => seen.push(how));
  const killAll = async () => {
    for (const pid of await members(server).catch(() => [])) if (isAlive(pid)) process.kill(pid, "SIGKILL");
    return seen.length;
  };
  await expect.poll(killAll).toBe(1);
  const { code, stderr } = await ended;
  expect(code).toBe(1);
  expect(stderr).toContain("The server's processes end by themselves: ");
});

test("whichever process is asked, it tells the metrics of all", async () => {
  const server = await start({ TUTTI_SERVER_METRICS_ENABLED: "1" });
  const flow = JSON.parse((await ask(server, "POST", "/flows/", { name: "f" })).text) as { id: string };
  const runs = Array.from({ length: 9 }, () =>
    ask(server, "POST", "/flow_runs/", { flow_id: flow.id, state: { type: "PENDING" } }),
  );
  await Promise.all(runs);
  const told = await Promise.all(Array.from({ length: COUNT }, () => ask(server, "GET", "/metrics")));
  for (const { status, text } of told) {
    expect(status).toBe(200);
    expect(text).toContain('tutti_flow_run_state_changes_total{state_type="PENDING"} 9\n');
    expect(text).toContain('tutti_flow_runs{state_type="PENDING"} 9\n');
  }
});

test("with SQLite there is one process", async () => {
  const { code, stderr } = await ServerProcess.fail(await testHome(), {}, ["--workers=2"]);
  expect(code).toBe(1);
  expect(stderr).toContain("--workers 2 needs Postgres");
});

test("what keeps one from starting is said once", async () => {
  const server = await start();
  const { port } = new URL(server.url);
  const env = { TUTTI_DATABASE_URL: database.url, TUTTI_SERVER_PORT: port };
  const { code, stderr } = await ServerProcess.fail(await testHome(), env, [`--workers=${COUNT}`]);
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^tutti: Port in use: .*\n$/)]);
});
