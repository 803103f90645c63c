import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../support/free-port.ts";
import { prefectProgram } from "./prefect-program.ts";

/** Services that change runs by themselves would make answers depend on when they were asked for. */
const STILL = ["SCHEDULER", "LATE_RUNS", "PAUSE_EXPIRATIONS", "CANCELLATION_CLEANUP", "FOREMAN", "REPOSSESSOR"];

/** The environment of a server, Prefect's or Tutti's, that changes no run by itself. */
export const stillServices = Object.fromEntries(
  STILL.map((name) => [`PREFECT_SERVER_SERVICES_${name}_ENABLED`, "false"]),
);

/** On a busy machine its own limits (5 s for a connection to its database, 10 s for a statement) would answer 500. */
const PATIENT = {
  PREFECT_SERVER_DATABASE_TIMEOUT: "200",
  PREFECT_SERVER_DATABASE_CONNECTION_TIMEOUT: "200",
  PREFECT_SERVER_DATABASE_SQLALCHEMY_POOL_TIMEOUT: "200",
  // A connection that it closed after five idle seconds may just be asked again.
  PREFECT_SERVER_API_KEEPALIVE_TIMEOUT: "3600",
  PREFECT_SERVER_API_WEBSOCKET_PING_TIMEOUT: "200",
};

function environment(home: string, port: number, databaseUrl?: string): NodeJS.ProcessEnv {
  const asyncpg = databaseUrl?.replace(/^postgres(ql)?:/, "postgresql+asyncpg:");
  return {
    PATH: process.env["PATH"],
    HOME: home,
    PREFECT_HOME: home,
    PREFECT_SERVER_UI_API_URL: `http://127.0.0.1:${port}/api`,
    PREFECT_SERVER_ANALYTICS_ENABLED: "false",
    PREFECT_SERVER_LOGGING_LEVEL: "ERROR",
    PREFECT_API_BLOCKS_REGISTER_ON_START: "false",
    // Else it keeps events to itself for five seconds.
    PREFECT_SERVER_SERVICES_EVENT_PERSISTER_FLUSH_INTERVAL: "0.1",
    ...stillServices,
    ...PATIENT,
    ...(asyncpg === undefined ? {} : { PREFECT_API_DATABASE_CONNECTION_URL: asyncpg }),
  };
}

/** A real Prefect server, with an empty database of its own. */
export class PrefectServer {
  readonly origin: string;
  readonly #child: ChildProcess;
  readonly #home: string;

  private constructor(child: ChildProcess, origin: string, home: string) {
    this.#child = child;
    this.origin = origin;
    this.#home = home;
  }

  /**
   * Starts a server and resolves when it answers: after five seconds on an idle machine, minutes on a busy one. On
   * SQLite, unless it is told a Postgres database: there it locks its own for up to a minute when several ask at once.
   */
  static async start({ databaseUrl }: { databaseUrl?: string } = {}): Promise<PrefectServer> {
    const home = mkdtempSync(join(tmpdir(), "tutti-prefect-"));
    const port = await freePort();
    const child = spawn(prefectProgram("prefect"), ["server", "start", "--host", "127.0.0.1", "--port", String(port)], {
      env: environment(home, port, databaseUrl),
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const said: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    const server = new PrefectServer(child, `http://127.0.0.1:${port}`, home);
    if (await server.isReady()) return server;
    const { exitCode } = child;
    await server.stop();
    throw new Error(`the Prefect server did not start (exit code ${exitCode}):\n${Buffer.concat(said).toString()}`);
  }

  /** It says nowhere that it is ready, so it has to be asked. */
  private async isReady(): Promise<boolean> {
    const deadline = Date.now() + 300_000;
    while (Date.now() < deadline && this.#child.exitCode === null) {
      const answer = await fetch(`${this.origin}/api/ready`).catch(() => undefined);
      if (answer?.ok === true) return true;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return false;
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error("the Prefect server has no process");
    return this.#child.pid;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.pid !== undefined) {
      process.kill(-this.#child.pid, "SIGKILL"); // with its children: nothing of it is kept
      await once(this.#child, "exit");
    }
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }
}
