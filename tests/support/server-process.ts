import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { withServerCompileCache } from "@tutti/client/compile-cache";

const SERVER_MAIN = fileURLToPath(new URL("../../packages/server/src/main.ts", import.meta.url));

export interface ServerOptions {
  home: string;
  /** 0 takes any free port. */
  port: number;
  /** More environment for the process, such as `LD_PRELOAD`. */
  env?: Record<string, string>;
  /** Puts the home on a memory disk of this size, seen by the server alone (`pathOf` shows it to the test). */
  tmpfsBytes?: number;
}

/** A real server process that the test may kill as it likes. */
export class ServerProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
    this.#exited = child.exitCode === null && child.signalCode === null ? once(child, "exit") : Promise.resolve();
  }

  /** Starts a server and resolves when it answers. Throws with its error output when it exits first. */
  static async start(options: ServerOptions): Promise<ServerProcess> {
    const [command, ...args] = commandLine(options);
    const child = spawn(command, args, {
      env: {
        ...withServerCompileCache({}),
        PATH: process.env["PATH"],
        TUTTI_HOME: options.home,
        TUTTI_SERVER_PORT: String(options.port),
        TUTTI_LOG_LEVEL: "error",
        // What most tests do not need; the real server they are compared with does without it too.
        TUTTI_SERVER_REGISTER_BLOCKS: "false",
        // Which runs are late says how busy the machine is.
        TUTTI_SERVICES_LATE_RUNS_ENABLED: "false",
        ...options.env,
      },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const said: Buffer[] = [];
    child.stderr?.on("data", (chunk: Buffer) => said.push(chunk));
    const ready = once(child, "message").then(([message]: unknown[]) => urlOf(message));
    const ended = once(child, "exit").then(([code]) => {
      throw new Error(`the server ended with ${String(code)} before it was ready: ${Buffer.concat(said).toString()}`);
    });
    const url = await Promise.race([ready, ended]);
    ended.catch(() => undefined);
    return new ServerProcess(child, url);
  }

  get api(): string {
    return `${new URL(this.url).origin}/api`;
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error("the server has no process");
    return this.#child.pid;
  }

  /** Where this process sees `path` as the server does, a private disk of the server's included. */
  pathOf(path: string): string {
    return `/proc/${this.pid}/root${path}`;
  }

  /** Sends a signal and resolves when the process is gone. */
  async end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    this.#child.kill(signal);
    await this.#exited;
  }
}

function commandLine({ home, tmpfsBytes }: ServerOptions): [string, ...string[]] {
  if (tmpfsBytes === undefined) return [process.execPath, SERVER_MAIN];
  const script = 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"';
  const shell = ["sh", "-c", script, "sh", String(tmpfsBytes), home, process.execPath, SERVER_MAIN];
  return ["unshare", "--map-root-user", "--mount", ...shell];
}

function urlOf(message: unknown): string {
  if (typeof message === "object" && message !== null && "url" in message && typeof message.url === "string")
    return message.url;
  throw new Error(`the server's first message names no address: ${JSON.stringify(message)}`);
}
