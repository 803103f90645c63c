import { expect, test } from "vitest";
import { connectionTarget } from "../src/connection-target.ts";
import { mysqlOptions } from "../src/mysql-driver.ts";
import { postgresOptions } from "../src/postgres-driver.ts";
import { sqliteOptions } from "../src/sqlite-driver.ts";

const CA = import.meta.filename;

test("Postgres is connected to as libpq's options say", () => {
  const target = connectionTarget("postgresql://me:p@db:5433/trips?application_name=taxi");
  expect(postgresOptions(target, { connect_timeout: 2, max: 3 })).toEqual({
    host: "db",
    port: 5433,
    user: "me",
    password: "p",
    database: "trips",
    application_name: "taxi",
    connectionTimeoutMillis: 2000,
    max: 3,
  });
});

test.each([
  [{ sslmode: "disable" }, false],
  [{ sslmode: "require" }, { rejectUnauthorized: false }],
  [
    { sslmode: "require", sslrootcert: CA },
    { rejectUnauthorized: true, ca: expect.any(String) },
  ],
  [{ sslmode: "verify-ca", sslrootcert: CA }, { ca: expect.any(String) }],
  [{ sslmode: "verify-full" }, {}],
  [{ sslmode: "prefer" }, undefined],
])("TLS with Postgres: %j", (args, ssl) => {
  const told = postgresOptions(connectionTarget("postgresql://db"), args).ssl;
  expect(typeof told === "object" ? { ...told, checkServerIdentity: undefined } : told).toEqual(ssl);
});

test("MySQL is connected to as the options of Python's drivers say", () => {
  const target = connectionTarget("mysql+pymysql://me:p@db/trips?charset=utf8mb4");
  expect(
    mysqlOptions(target, { connect_timeout: 3, unix_socket: "/run/m", ssl_ca: CA, ssl_verify_cert: false }),
  ).toEqual({
    host: "db",
    user: "me",
    password: "p",
    database: "trips",
    charset: "utf8mb4",
    connectTimeout: 3000,
    socketPath: "/run/m",
    ssl: { ca: expect.any(String), rejectUnauthorized: false },
  });
});

test("what only Python's SQLite knows is left out, and its seconds are milliseconds here", () => {
  const target = connectionTarget("sqlite:///trips.db?mode=ro");
  expect(sqliteOptions(target, { timeout: 1.5, check_same_thread: false })).toEqual({
    readonly: true,
    fileMustExist: true,
    timeout: 1500,
  });
});
