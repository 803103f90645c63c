import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const START_LIMIT_MS = 60_000;

/** The machine's Docker daemon, or one of the test's own that leaves nothing behind. */
export class DockerDaemon {
  readonly #host: string | null;
  readonly #child: ChildProcess | null;
  readonly #folder: string;

  private constructor(host: string | null, child: ChildProcess | null, folder: string) {
    this.#host = host;
    this.#child = child;
    this.#folder = folder;
  }

  static async open(): Promise<DockerDaemon> {
    const folder = mkdtempSync(join(tmpdir(), "tutti-docker-"));
    const given = new DockerDaemon(null, null, folder);
    if (await given.#answers()) return given;
    return DockerDaemon.#start(folder);
  }

  // Without a bridge and firewall rules it needs nothing of the machine's network: containers use the host's.
  static async #start(folder: string): Promise<DockerDaemon> {
    const at = (name: string) => join(folder, name);
    const host = `unix://${at("docker.sock")}`;
    const log = openSync(at("log"), "a");
    const child = spawn(
      "dockerd",
      [
        "--iptables=false",
        "--bridge=none",
        `--data-root=${at("data")}`,
        `--exec-root=${at("exec")}`,
        `--pidfile=${at("pid")}`,
        `--host=${host}`,
      ],
      { stdio: ["ignore", log, log] },
    );
    const daemon = new DockerDaemon(host, child, folder);
    const until = Date.now() + START_LIMIT_MS;
    while (!(await daemon.#answers())) {
      if (child.exitCode !== null || Date.now() > until) {
        throw new Error(`the Docker daemon does not start:\n${readFileSync(at("log"), "utf8").slice(-3000)}`);
      }
      await wait(100);
    }
    return daemon;
  }

  /** Runs `docker …` and answers what it printed, stdout and stderr apart. */
  docker(...args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
    return run("docker", args, { env: this.env, maxBuffer: 64 * 1024 * 1024 });
  }

  get env(): NodeJS.ProcessEnv {
    return { ...process.env, DOCKER_BUILDKIT: "0", ...(this.#host === null ? {} : { DOCKER_HOST: this.#host }) };
  }

  /** A folder that is gone after `close`. */
  get folder(): string {
    return this.#folder;
  }

  async close(): Promise<void> {
    if (this.#child !== null && this.#child.exitCode === null) {
      this.#child.kill("SIGTERM");
      await once(this.#child, "exit");
      // The daemon leaves the handle on its network namespace mounted, if a container ever used it.
      await run("umount", [join(this.#folder, "exec", "netns", "default")]).catch(() => undefined);
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #answers(): Promise<boolean> {
    return this.docker("info").then(
      () => true,
      () => false,
    );
  }
}
