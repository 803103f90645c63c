import { readFileSync } from "node:fs";
import type { Readable } from "node:stream";
import type { FieldPacket, Pool, PoolConnection, PoolOptions, ResultSetHeader, RowDataPacket } from "mysql2";
import type { ConnectionTarget } from "./connection-target.ts";
import { type DatabaseDriver, exactInteger, type Row, type RowSource, type Session } from "./database-driver.ts";
import { driverOptions, fileOf, secondsAsMs } from "./driver-options.ts";

const LONGLONG = 8;
const CONNECTS_WITHIN_MS = 30_000;

/** MySQL and MariaDB, through `mysql2`: a pool of connections. Values go in the protocol's prepared statements. */
export async function openMysql(target: ConnectionTarget, args: Record<string, unknown>): Promise<DatabaseDriver> {
  const { createPool } = await import("mysql2");
  // A day is the same everywhere; a `Date` of it is not.
  const pool = createPool({ dateStrings: ["DATE"], ...mysqlOptions(target, args), supportBigNumbers: true });
  return {
    session: async () => sessionOf(await connectionOf(pool)),
    rows: async (text, values) => openRows(await connectionOf(pool), text, values),
    close: () => pool.promise().end(),
  };
}

export function mysqlOptions(target: ConnectionTarget, args: Record<string, unknown>): PoolOptions {
  const { host, port, user, password, database } = target;
  const { ssl_ca, ssl_verify_cert, ...others } = { ...target.query, ...args };
  const ca = fileOf(ssl_ca);
  const isChecked = ssl_verify_cert === undefined || ssl_verify_cert === true || ssl_verify_cert === "true";
  return {
    connectTimeout: CONNECTS_WITHIN_MS,
    ...driverOptions({ host, port, user, password, database }),
    ...(ca === undefined ? {} : { ssl: { ca: readFileSync(ca, "utf8"), rejectUnauthorized: isChecked } }),
    ...driverOptions(others, {
      connect_timeout: ["connectTimeout", secondsAsMs],
      unix_socket: ["socketPath", (path) => path],
    }),
  };
}

function connectionOf(pool: Pool): Promise<PoolConnection> {
  const { promise, resolve, reject } = Promise.withResolvers<PoolConnection>();
  pool.getConnection((error, connection) => (error === null ? resolve(connection) : reject(error)));
  return promise;
}

function sessionOf(connection: PoolConnection): Session {
  const asked = connection.promise();
  return {
    run: async (text, values) => {
      // Some statements, as those of transactions, cannot be prepared; they have no values.
      const answer =
        values.length === 0
          ? await asked.query<RowDataPacket[] | ResultSetHeader>(text)
          : await asked.execute<RowDataPacket[] | ResultSetHeader>(text, boundValues(values));
      const [result, fields] = answer;
      if (!Array.isArray(result)) return { rows: [], changed: result.affectedRows };
      return { rows: result.map((row) => exactRow(row, fields)), changed: result.length };
    },
    release: (isBroken = false) => (isBroken ? connection.destroy() : connection.release()),
  };
}

async function openRows(connection: PoolConnection, text: string, values: readonly unknown[]): Promise<RowSource> {
  const command = values.length === 0 ? connection.query(text) : connection.execute(text, boundValues(values));
  const stream: Readable = command.stream({ highWaterMark: 100 });
  let fields: readonly FieldPacket[] = [];
  stream.on("fields", (told: FieldPacket[]) => (fields = told));
  const rows: AsyncIterator<Row> = stream[Symbol.asyncIterator]();
  let isDone = false;
  return {
    read: async (count) => {
      const read: Row[] = [];
      while (read.length < count && !isDone) {
        const next = await rows.next();
        isDone = next.done === true;
        if (next.done !== true) read.push(exactRow(next.value, fields));
      }
      return read;
    },
    close: async () => {
      // The rest of a result cannot be called off: its connection ends.
      if (isDone) connection.release();
      else connection.destroy();
    },
  };
}

/** The driver takes whatever JSON can hold, and dates and bytes. Of numbers that MySQL has none for it would make null. */
function boundValues(values: readonly unknown[]): never {
  for (const value of values) {
    if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError(`MySQL has no number for ${value}`);
  }
  return [...values] as never;
}

/** Integers that JavaScript's numbers are too small for come as text. */
function exactRow(row: Row, fields: readonly FieldPacket[]): Row {
  const exact: Row = { ...row };
  for (const { name, columnType } of fields) {
    const value = exact[name];
    if (columnType === LONGLONG && typeof value === "string") exact[name] = exactInteger(value);
  }
  return exact;
}
