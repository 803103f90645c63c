import { expect, test } from "vitest";
import { SecretValue } from "@tutti/sdk/blocks/secret-value";
import { connectionTarget, type ConnectionTarget } from "../src/connection-target.ts";
import { SqlAlchemyConnector } from "../src/sqlalchemy-connector.ts";

const NOTHING = {
  host: undefined,
  port: undefined,
  user: undefined,
  password: undefined,
  database: undefined,
  query: {},
};

test.each<[string, Partial<ConnectionTarget>]>([
  [
    "postgresql+psycopg2://me:p%40ss@db:5433/trips?sslmode=require",
    {
      dialect: "postgres",
      host: "db",
      port: 5433,
      user: "me",
      password: "p@ss",
      database: "trips",
      query: { sslmode: "require" },
    },
  ],
  ["postgres://[::1]/trips", { dialect: "postgres", host: "::1", database: "trips" }],
  ["postgresql:///trips?host=/run/pg", { dialect: "postgres", database: "trips", query: { host: "/run/pg" } }],
  ["mysql+pymysql://me@db/trips", { dialect: "mysql", host: "db", user: "me", database: "trips" }],
  ["mariadb://db", { dialect: "mysql", host: "db" }],
  ["sqlite:///trips.db", { dialect: "sqlite", database: "trips.db" }],
  [
    "sqlite+aiosqlite:////var/trips.db?timeout=5",
    { dialect: "sqlite", database: "/var/trips.db", query: { timeout: "5" } },
  ],
  ["sqlite://", { dialect: "sqlite" }],
])("%s", (url, target) => {
  expect(connectionTarget(url)).toEqual({ ...NOTHING, ...target });
});

test("the parts of a connection are told as they are", () => {
  const parts = { driver: "mysql+pymysql", username: "me", password: new SecretValue("p"), host: "db", port: 3307 };
  expect(connectionTarget(parts)).toEqual({
    ...NOTHING,
    dialect: "mysql",
    user: "me",
    password: "p",
    host: "db",
    port: 3307,
  });
});

test.each([
  [
    "oracle+oracledb://db",
    "the driver oracle+oracledb is none that is known here: use postgresql, mysql, mariadb or sqlite",
  ],
  ["sqlite://trips.db", "sqlite:// takes three slashes before a file: sqlite:///file.db"],
  ["hunter2", "connection_info is no URL of a database, as dialect://user:password@host:port/database"],
  ["postgresql://me:hunter2@db:port/x", "connection_info is no URL of a database"],
  [{ driver: "mssql" }, "the driver mssql is none that is known here"],
])("a block of %j is refused, with what to change and without a password", (connectionInfo, told) => {
  const made = (): SqlAlchemyConnector => new SqlAlchemyConnector({ connectionInfo });
  expect(made).toThrow(expect.objectContaining({ code: "invalid_block", detail: expect.stringContaining(told) }));
  expect(made).not.toThrow(/hunter2/);
});

test.each([
  [{ connectionInfo: { database: "x" } }, "driver"],
  [{ connectionInfo: { driver: "sqlite", port: "many" } }, "port"],
  [{ connectionInfo: "sqlite://", fetchSize: 0 }, "fetchSize"],
  [{ connectionInfo: "sqlite://", connectArgs: "x" }, "connectArgs"],
  [{}, "connectionInfo"],
])("a block that lacks something or has the wrong says which field: %j", (values, field) => {
  expect(() => Reflect.construct(SqlAlchemyConnector, [values])).toThrow(new RegExp(field));
});
