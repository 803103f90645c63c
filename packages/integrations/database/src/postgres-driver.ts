import { readFileSync } from "node:fs";
import type { Pool, PoolClient, PoolConfig, types as PgTypes } from "pg";
import type Cursor from "pg-cursor";
import type { ConnectionTarget } from "./connection-target.ts";
import { type DatabaseDriver, exactInteger, type Row, type RowSource, type Session } from "./database-driver.ts";
import { driverOptions, fileOf, secondsAsMs } from "./driver-options.ts";

type TypeId = Parameters<typeof PgTypes.getTypeParser>[0];

const CONNECTS_WITHIN_MS = 30_000;

/** Postgres, through `pg`: a pool of connections. */
export async function openPostgres(target: ConnectionTarget, args: Record<string, unknown>): Promise<DatabaseDriver> {
  const [{ default: pg }, { default: PgCursor }] = await Promise.all([import("pg"), import("pg-cursor")]);
  const { INT8, DATE } = pg.types.builtins;
  const types: PoolConfig["types"] = {
    getTypeParser: (oid: TypeId, format?: "text" | "binary") => {
      if (oid === INT8) return exactInteger;
      // A day is the same everywhere; a `Date` of it is not.
      return oid === DATE ? String : pg.types.getTypeParser(oid, format ?? "text");
    },
  };
  const pool = new pg.Pool({ ...postgresOptions(target, args), types, allowExitOnIdle: true });
  // A connection that fails while nobody has it is replaced; whoever has one hears of it by his next statement. Where
  // nobody listened, it would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return {
    session: async () => sessionOf(await pool.connect()),
    rows: (text, values) => openCursor(pool, new PgCursor<Row>(text, [...values])),
    close: () => pool.end(),
  };
}

export function postgresOptions(target: ConnectionTarget, args: Record<string, unknown>): PoolConfig {
  const { host, port, user, password, database } = target;
  const { sslmode, sslrootcert, ...others } = { ...target.query, ...args };
  const ssl = sslOf(sslmode, fileOf(sslrootcert));
  return {
    connectionTimeoutMillis: CONNECTS_WITHIN_MS,
    ...driverOptions({ host, port, user, password, database }),
    ...(ssl === undefined ? {} : { ssl }),
    ...driverOptions(others, { connect_timeout: ["connectionTimeoutMillis", secondsAsMs] }),
  };
}

/** As libpq means it, but that what it only prefers is left out. */
function sslOf(mode: unknown, authorities: string | undefined): PoolConfig["ssl"] | undefined {
  const ca = authorities === undefined ? {} : { ca: readFileSync(authorities, "utf8") };
  switch (mode) {
    case "disable":
      return false;
    case "require":
      return { ...ca, rejectUnauthorized: authorities !== undefined, checkServerIdentity: () => undefined };
    case "verify-ca":
      return { ...ca, checkServerIdentity: () => undefined };
    case "verify-full":
      return { ...ca };
    default:
      return undefined;
  }
}

function sessionOf(client: PoolClient): Session {
  return {
    run: async (text, values) => {
      // Statements without values may be several.
      const results = [await client.query<Row>(text, [...values])].flat();
      if (text === "commit" && results[0]?.command === "ROLLBACK") {
        throw new Error(
          "the transaction was undone, as a statement of it has failed: undo that one alone, in a transaction of its own within",
        );
      }
      const changed = results.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0);
      return { rows: results.at(-1)?.rows ?? [], changed };
    },
    release: (isBroken = false) => client.release(isBroken),
  };
}

async function openCursor(pool: Pool, cursor: Cursor<Row>): Promise<RowSource> {
  const client = await pool.connect();
  const { promise: lost, resolve: lose } = Promise.withResolvers<"lost">();
  const onEnd = (): void => lose("lost");
  client.once("end", onEnd);
  client.query(cursor);
  return {
    read: (count) => cursor.read(count),
    close: async () => {
      // A cursor waits for an answer for ever when its connection is lost.
      const closed = cursor.close().catch((reason: unknown) => reason ?? true);
      const error: unknown = await Promise.race([closed, lost]);
      client.off("end", onEnd);
      client.release(error !== undefined);
    },
  };
}
