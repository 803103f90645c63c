import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.ts";

const PROGRAM = fileURLToPath(new URL("../../.cache/moto/bin/moto_server", import.meta.url));
const STARTS_WITHIN_MS = 60_000;

/** What stands in for AWS: moto's server, which speaks the protocols of S3, Secrets Manager and STS. */
export class MotoServer {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
  }

  static async start(): Promise<MotoServer> {
    if (!existsSync(PROGRAM)) throw new Error("moto is not installed; `npm test` does it");
    const port = await freePort();
    const child = spawn(PROGRAM, ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
    const server = new MotoServer(`http://127.0.0.1:${port}`, child);
    await server.#answers();
    return server;
  }

  async #answers(): Promise<void> {
    const giveUpAtMs = performance.now() + STARTS_WITHIN_MS;
    for (;;) {
      if (this.#child.exitCode !== null) throw new Error(`moto ended with ${this.#child.exitCode}`);
      const answer = await fetch(`${this.url}/moto-api/`).catch(() => null);
      if (answer?.ok === true) return;
      if (performance.now() > giveUpAtMs) throw new Error("moto does not answer");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await exited;
  }
}
