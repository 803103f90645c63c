import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, inject } from "vitest";
import { MariaDbServer } from "../../../../../tests/support/mariadb-server.ts";
import type { Dialect } from "../../src/connection-target.ts";
import { SqlAlchemyConnector } from "../../src/sqlalchemy-connector.ts";

export const PASSWORD = "database-canary";

/** Real databases, empty; started and ended with the tests of a file. */
export class DatabasesForTests {
  folder = "";
  readonly #user: string;
  #mariadb: MariaDbServer | null = null;
  readonly #open: SqlAlchemyConnector[] = [];

  /** The databases of Postgres outlive the file: each has a name of its own. */
  constructor(name: string) {
    const user = `tutti_${name}`;
    this.#user = user;
    beforeAll(async () => {
      this.folder = await mkdtemp(join(tmpdir(), "tutti-database-"));
      this.#mariadb = await MariaDbServer.start([
        "create database trips",
        `create user '${user}'@'127.0.0.1' identified by '${PASSWORD}'`,
        `grant all on trips.* to '${user}'@'127.0.0.1'`,
      ]);
      await this.#makePostgres(user);
    });
    afterAll(async () => {
      await Promise.all(this.#open.map((connector) => connector.close()));
      await this.#mariadb?.stop();
      await rm(this.folder, { recursive: true });
    });
  }

  async #makePostgres(name: string): Promise<void> {
    await using admin = new SqlAlchemyConnector({ connectionInfo: `${inject("postgresUrl")}/postgres` });
    await admin.execute(`create user ${name} password '${PASSWORD}'`);
    await admin.execute(`create database ${name} owner ${name}`);
  }

  /** A block of the database; what is changed in it, too. */
  connector(
    dialect: Dialect,
    changed: { port?: number; database?: string; password?: string } = {},
  ): SqlAlchemyConnector {
    const connector = new SqlAlchemyConnector({
      connectionInfo: { ...this.#parts(dialect), ...changed },
      fetchSize: 2,
    });
    this.#open.push(connector);
    return connector;
  }

  /** A table of zones and fares with so many rows, and a block of its database. */
  async table(dialect: Dialect, name: string, rows = 0): Promise<SqlAlchemyConnector> {
    const database = this.connector(dialect);
    await database.execute(`create table ${name} (zone varchar(40) primary key, fare bigint)`);
    const each = Array.from({ length: rows }, (_, at) => ({ zone: `z${at}`, fare: at }));
    await database.executeMany(`insert into ${name} values (:zone, :fare)`, each);
    return database;
  }

  #parts(dialect: Dialect): { driver: string; database: string; port?: number } {
    if (dialect === "sqlite") return { driver: "sqlite+pysqlite", database: join(this.folder, "trips.db") };
    const login = { username: this.#user, password: PASSWORD, host: "127.0.0.1" };
    if (dialect === "mysql")
      return { driver: "mysql+pymysql", database: "trips", port: this.#mariadb?.port ?? 0, ...login };
    const port = Number(new URL(inject("postgresUrl")).port);
    return { driver: "postgresql+psycopg2", database: this.#user, port, ...login };
  }
}
