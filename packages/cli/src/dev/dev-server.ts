import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { findLocalServer } from "@tutti/client/discovery";
import { isErrorCode, TuttiError } from "@tutti/core/errors";
import type { Environment } from "@tutti/core/settings/read-settings";
import { failedStart, openServerLog } from "@tutti/sdk/server-log";
import { type FromServer, fromServer } from "./server-messages.ts";

const PROGRAM = fileURLToPath(import.meta.resolve("./server-program.ts"));

export interface DevServerOptions {
  readonly home: string;
  readonly environment: Environment;
  /** Null: the usual one, or any that is free. */
  readonly port: number | null;
  /** Absolute; null: the database of the home. */
  readonly databaseFile: string | null;
}

export interface DevServer {
  readonly origin: string;
  /** Null for a server that ran before. */
  readonly databaseUrl: string | null;
  /** Resolves when it has ended by itself; never for one that ran before. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a server that ends with this process; where one of the same home runs, and no other database is asked for, that
 * one is used. Throws what keeps a server from starting.
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  try {
    return await startOn(options.port, options);
  } catch (error) {
    if (!(error instanceof TuttiError)) throw error;
    if (error.code === "port_in_use" && options.port === null) return startOn(0, options);
    const running = error.code === "database_in_use" ? await findLocalServer(options.home) : null;
    if (running === null || options.databaseFile !== null) throw error;
    const origin = running.api_url.replace(/\/api$/, "");
    return { origin, databaseUrl: null, ended: new Promise(() => undefined), stop: () => Promise.resolve() };
  }
}

async function startOn(port: number | null, options: DevServerOptions): Promise<DevServer> {
  const { home, environment, databaseFile } = options;
  const log = await openServerLog(home);
  const { fd } = log.file;
  const argv = [
    ...(port === null ? [] : [`--port=${port}`]),
    ...(databaseFile === null ? [] : [`--database-url=sqlite:///${databaseFile}`]),
  ];
  try {
    // In a group of its own: Ctrl-C is for the runs first, and the server must be there to hear of their ends.
    const child = fork(PROGRAM, argv, {
      detached: true,
      env: { ...environment, TUTTI_HOME: home },
      execArgv: [],
      stdio: ["ignore", fd, fd, "ipc"],
    });
    const exited = once(child, "exit").then(() => undefined);
    const said = await firstWord(child, exited);
    if (said === null) throw await failedStart(log);
    if (said.type === "failed") throw refusal(said);
    return { ...said, ended: exited, stop: () => stop(child, exited) };
  } finally {
    await log.file.close();
  }
}

async function firstWord(child: ChildProcess, exited: Promise<void>): Promise<FromServer | null> {
  const heard = once(child, "message").then(([message]) => fromServer.parse(message));
  heard.catch(() => undefined);
  return Promise.race([heard, exited.then(() => null)]);
}

function refusal({ code, detail }: Extract<FromServer, { type: "failed" }>): TuttiError {
  return isErrorCode(code) ? new TuttiError(code, detail) : new TuttiError("failed_start", detail);
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.connected) child.disconnect();
  await exited;
}
