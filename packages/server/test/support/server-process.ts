import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { SERVER_COMPILE_CACHE } from "../../src/compile-cache.ts";

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A real server in a process of its own. */
export class ServerProcess {
  /** The API's base. */
  readonly url: string;
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ended>;

  /** Resolves when it serves. */
  static async start(home: string, env: NodeJS.ProcessEnv = {}, argv: readonly string[] = []): Promise<ServerProcess> {
    const { child, ended } = spawnServer(home, env, argv);
    const url = await Promise.race([
      new Promise<string>((resolve) => child.once("message", (news: { url: string }) => resolve(news.url))),
      ended.then(({ stderr }) => Promise.reject(new Error(`the server did not start: ${stderr}`))),
    ]);
    return new ServerProcess(url, child, ended);
  }

  /** Runs one that is not going to serve, to its end. */
  static async fail(home: string, env: NodeJS.ProcessEnv = {}, argv: readonly string[] = []): Promise<Ended> {
    return spawnServer(home, env, argv).ended;
  }

  private constructor(url: string, child: ChildProcess, ended: Promise<Ended>) {
    this.url = url;
    this.pid = child.pid ?? 0;
    this.#child = child;
    this.#ended = ended;
  }

  /** Resolves when it has ended by itself. */
  ended(): Promise<Ended> {
    return this.#ended;
  }

  stop(signal: NodeJS.Signals = "SIGTERM"): Promise<Ended> {
    this.#child.kill(signal);
    return this.#ended;
  }
}

function spawnServer(
  home: string,
  env: NodeJS.ProcessEnv,
  argv: readonly string[],
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = fork(MAIN, [...argv], {
    env: {
      PATH: process.env["PATH"],
      NODE_COMPILE_CACHE: SERVER_COMPILE_CACHE,
      TUTTI_SERVER_PORT: "0",
      TUTTI_SERVER_REGISTER_BLOCKS: "false",
      ...env,
      TUTTI_HOME: home,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const said = { stdout: "", stderr: "" };
  child.stdout?.on("data", (text) => (said.stdout += String(text)));
  child.stderr?.on("data", (text) => (said.stderr += String(text)));
  const ended = once(child, "close").then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    ...said,
  }));
  return { child, ended };
}
