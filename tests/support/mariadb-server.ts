import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.ts";

const HOME = fileURLToPath(new URL("../../.cache/mariadb", import.meta.url));
const PROGRAM = join(HOME, "mariadbd");
const STARTS_WITHIN_MS = 180_000;

/** A MariaDB of its own, which speaks MySQL's protocol, and leaves nothing behind. */
export class MariaDbServer {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(port: number, child: ChildProcess, folder: string) {
    this.port = port;
    this.#child = child;
    this.#folder = folder;
  }

  /** Makes and starts a server on the loopback that has run these statements. */
  static async start(statements: readonly string[]): Promise<MariaDbServer> {
    if (!existsSync(PROGRAM)) throw new Error("MariaDB is not installed; `npm test` does it");
    const folder = await mkdtemp(join(tmpdir(), "tutti-mariadb-"));
    await mkdir(join(folder, "data"));
    await writeFile(join(folder, "first.sql"), statements.map((statement) => `${statement};\n`).join(""));
    const options = optionsFor(folder);
    const made = spawn(PROGRAM, [...options, "--bootstrap"], {
      stdio: [openSync(join(HOME, "bootstrap.sql"), "r"), "ignore", "ignore"],
    });
    const [code] = await once(made, "exit");
    if (code !== 0) throw new Error(`making the tables of MariaDB ended with ${code}`);
    const port = await freePort();
    const network = [`--port=${port}`, "--bind-address=127.0.0.1", `--socket=${join(folder, "s")}`];
    const child = spawn(PROGRAM, [...options, ...network, "--skip-name-resolve", `--init-file=${folder}/first.sql`], {
      stdio: "ignore",
    });
    const server = new MariaDbServer(port, child, folder);
    await server.#answers();
    return server;
  }

  async #answers(): Promise<void> {
    const giveUpAtMs = performance.now() + STARTS_WITHIN_MS;
    for (;;) {
      if (this.#child.exitCode !== null) throw new Error(`MariaDB ended with ${this.#child.exitCode}`);
      if (await this.#accepts()) return;
      if (performance.now() > giveUpAtMs) throw new Error("MariaDB does not answer");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Whether it greets: it does when the first statements have run. */
  async #accepts(): Promise<boolean> {
    const socket = connect(this.port, "127.0.0.1");
    try {
      return await Promise.race([once(socket, "data").then(() => true), once(socket, "error").then(() => false)]);
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null) {
      const exited = once(this.#child, "exit");
      this.#child.kill("SIGKILL");
      await exited;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Small, and without keys for TLS, whose making takes seconds. Nobody needs a test's data after a power failure. */
function optionsFor(folder: string): string[] {
  const share = join(HOME, "share");
  return [
    "--no-defaults",
    `--datadir=${join(folder, "data")}`,
    `--lc-messages-dir=${join(share, "english")}`,
    `--character-sets-dir=${join(share, "charsets")}`,
    ...(process.getuid?.() === 0 ? ["--user=root"] : []),
    "--skip-ssl",
    "--innodb-buffer-pool-size=16M",
    "--innodb-log-file-size=4M",
    "--innodb-data-file-path=ibdata1:2M:autoextend",
    "--innodb-temp-data-file-path=ibtmp1:1M:autoextend",
    "--innodb-autoextend-increment=1",
    "--innodb-undo-tablespaces=0",
    "--innodb-flush-log-at-trx-commit=0",
  ];
}
