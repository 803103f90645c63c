import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { withServerCompileCache } from "@tutti/client/compile-cache";
import { skipWallClock, whenWaiting } from "./engine/wall-clock.ts";
import { type Duration, secondsOf } from "./waiting/duration.ts";
import { disconnect } from "./connection.ts";
import { serverMain } from "./local-server.ts";

/** A server of its own for tests: a real process, with a database in a folder of its own. */
export interface TestServer {
  /** The API's base, ending in `/api`. It stays the same over a restart. */
  readonly url: string;
  /** The folder with the server's database and the results that flows store. */
  readonly home: string;
  readonly pid: number;
  /**
   * Skips so much time: `await server.skip(days(3))`. The server's clock and this process's are then later by that, and what
   * flows of this process wait for is over as if it had passed: sleeps, retries, time limits of pauses. Only on SQLite.
   */
  skip(duration: Duration): Promise<void>;
  /** Resolves when a flow of this process waits for a time: what is skipped before a sleep begins shortens none. */
  whenWaiting(): Promise<void>;
  /** Ends the server as a crash would, with what it has not written lost. */
  kill(): Promise<void>;
  /** Starts it again at the same address, with the same data. */
  restart(): Promise<void>;
  /** Stops the server and removes its folder. */
  stop(): Promise<void>;
}

export interface TestServerOptions {
  /** Another database than a new SQLite file. */
  readonly databaseUrl?: string;
  /** Settings of the server by their names, such as `{ TUTTI_SERVICES_LATE_RUNS_ENABLED: "false" }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Starts a server on a free port of this machine. Rejects with what the server said when it does not start. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const home = await mkdtemp(join(tmpdir(), "tutti-test-"));
  let running = await launch(home, 0, options).catch(async (error: unknown) => {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  });
  const { url } = running;
  const port = Number(new URL(url).port);
  return {
    url,
    home,
    get pid() {
      return running.child.pid ?? 0;
    },
    async skip(duration) {
      const ms = secondsOf(duration) * 1000;
      running.child.send({ type: "skip", ms });
      await skipped(running.child);
      skipWallClock(ms);
    },
    whenWaiting,
    kill: () => end(running.child, "SIGKILL"),
    async restart() {
      await end(running.child, "SIGTERM");
      running = await launch(home, port, options);
    },
    async stop() {
      await end(running.child, "SIGTERM");
      // A process that a flow left may still be writing there.
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * Runs `body` with a server of its own, to which every flow called in it reports; stops the server at the end. What a
 * flow stores goes to the server's folder. Not for several bodies at once in one process: the environment is shared.
 */
export async function withTestServer<T>(
  body: (server: TestServer) => T,
  options: TestServerOptions = {},
): Promise<Awaited<T>> {
  const server = await startTestServer(options);
  const restore = setEnvironment({ TUTTI_API_URL: server.url, TUTTI_HOME: server.home });
  try {
    return await body(server);
  } finally {
    await disconnect();
    restore();
    await server.stop();
  }
}

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

async function launch(home: string, port: number, options: TestServerOptions): Promise<Running> {
  const database = options.databaseUrl === undefined ? {} : { TUTTI_DATABASE_URL: options.databaseUrl };
  const child = fork(serverMain(), ["--port", String(port)], {
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: {
      ...withServerCompileCache(ownEnvironment()),
      ...options.settings,
      TUTTI_HOME: home,
      TUTTI_TEST_CLOCK: "1",
      ...database,
    },
  });
  const errors = child.stderr === null ? "" : text(child.stderr);
  const ended = once(child, "exit").then(async () => {
    throw new Error(`The test server did not start: ${await errors}`);
  });
  const [message] = await Promise.race([once(child, "message"), ended]);
  ended.catch(() => undefined);
  child.unref();
  child.channel?.unref();
  return { child, url: readyUrl(message) };
}

async function skipped(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit").then(() => {
    throw new Error("The test server ended while time was skipped");
  });
  ended.catch(() => undefined);
  await Promise.race([once(child, "message"), ended]);
}

function readyUrl(message: unknown): string {
  if (typeof message === "object" && message !== null && "url" in message) return String(message.url);
  throw new Error(`The test server said ${JSON.stringify(message)} instead of where it is`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}

// The server shall not inherit what this process was told about its own.
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(TUTTI|PREFECT)_/.test(name)));
}

function setEnvironment(values: Record<string, string>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
