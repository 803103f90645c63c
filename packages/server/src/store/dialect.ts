import {
  PostgresAdapter,
  sql,
  SqliteQueryCompiler,
  type Expression,
  type Kysely,
  type RawBuilder,
  type SelectModifierNode,
  type SqlBool,
} from "kysely";
import { instant, type Instant } from "@tutti/core/instant";
import type { Deps } from "../deps.ts";
import type { ColumnTypes } from "./migrations/migration.ts";
import { KEY_LENGTH_MAX } from "./search-key.ts";
import type { Database } from "./tables.ts";

// Everything in which SQLite and Postgres differ, and that more than one file would have to know.

/** Where our tables live in Postgres. Connections have it alone on their search path. */
export const POSTGRES_SCHEMA = "tutti";
const MIGRATION_LOCK = 0x74757474;

export type DialectName = "sqlite" | "postgres";

/** Which database stands behind a connection or transaction. */
export function dialectOf(db: Kysely<Database>): DialectName {
  return db.getExecutor().adapter instanceof PostgresAdapter ? "postgres" : "sqlite";
}

export const columnTypes: Record<DialectName, ColumnTypes> = {
  sqlite: {
    text: "text",
    nullsFirst: "",
    indexesLongText: true,
    // `autoincrement`: the number of a row that was deleted is not given again.
    commitOrder: "seq integer primary key autoincrement",
    logOrder: [],
    keyTable: " without rowid",
    ifShort: () => "",
    relatedIds: `select one.value ->> '$."prefect.resource.id"', event.occurred, event.id
      from event, json_each(event.related) as one where length(one.value ->> '$."prefect.resource.id"') between 1 and ${KEY_LENGTH_MAX}`,
  },
  postgres: {
    text: 'text collate "C"',
    nullsFirst: "nulls first",
    indexesLongText: false,
    commitOrder: `seq bigint generated always as identity,
      xid xid8 not null default pg_current_xact_id(), primary key (xid, seq)`,
    // Those that are there already stay without: nobody is told of them.
    logOrder: [
      `alter table log add column xid xid8`,
      `alter table log alter column xid set default pg_current_xact_id()`,
      `create index log_xid on log (xid) where xid is not null`,
    ],
    keyTable: "",
    ifShort: (column) => ` where length(${column}) <= ${KEY_LENGTH_MAX}`,
    // JSON of Postgres has no NUL.
    relatedIds: `select one.value ->> 'prefect.resource.id', event.occurred, event.id
      from event, json_array_elements(event.related::json) as one
      where strpos(event.related, '\\u0000') = 0
        and length(one.value ->> 'prefect.resource.id') between 1 and ${KEY_LENGTH_MAX}`,
  },
};

const ROW_LOCKS: ReadonlySet<SelectModifierNode["modifier"]> = new Set([
  "ForUpdate",
  "ForNoKeyUpdate",
  "ForShare",
  "SkipLocked",
]);

/** SQLite has one writer and no row locks: `for update` and `for share` are dropped, so that commands can ask for it everywhere. */
export class OneWriterQueryCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (!ROW_LOCKS.has(node.modifier)) super.visitSelectModifier(node);
  }
}

/** The tables that stand where Tutti's would; in Postgres also Prefect's, wherever it keeps them. */
export async function tableNames(db: Kysely<Database>): Promise<ReadonlySet<string>> {
  const { rows } =
    dialectOf(db) === "sqlite"
      ? await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db)
      : await sql<{ name: string }>`select table_name as name from information_schema.tables
          where table_schema = ${POSTGRES_SCHEMA} or table_name = 'alembic_version'`.execute(db);
  return new Set(rows.map((row) => row.name));
}

/** Makes the place for the tables, and the table that records migrations. Harmless when they are there. */
export async function prepareSchema(db: Kysely<Database>): Promise<void> {
  const dialect = dialectOf(db);
  await db.transaction().execute(async (tx) => {
    if (dialect === "postgres") {
      await beginMigration(tx);
      await sql.raw(`create schema if not exists ${POSTGRES_SCHEMA}`).execute(tx);
    }
    await sql
      .raw(
        `create table if not exists tutti_migration
          (number integer primary key, name ${columnTypes[dialect].text} not null, applied_at bigint not null)`,
      )
      .execute(tx);
  });
}

/** Now by the clock that all servers of the database share: Postgres's own, or with SQLite that of the one process. */
export async function sharedNow(db: Kysely<Database>, deps: Deps): Promise<Instant> {
  if (dialectOf(db) === "sqlite") return deps.now();
  return deps.sharedNow(async () => {
    const { rows } = await sql<{
      now: number;
    }>`select (extract(epoch from clock_timestamp()) * 1000000)::bigint as now`.execute(db);
    return instant(rows[0]?.now ?? deps.now());
  });
}

/** One migration at a time, among all servers of the database, until the transaction ends; waited for as long as it takes. */
export async function beginMigration(tx: Kysely<Database>): Promise<void> {
  if (dialectOf(tx) !== "postgres") return;
  await sql`set local lock_timeout = 0`.execute(tx);
  await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK}::bigint)`.execute(tx);
}

/**
 * How long a command or a read waits for its turn among many, each of which is short. Who asked over the API still waits for
 * the answer then: clients wait for a minute.
 */
export const TURN_TIMEOUT_MS = 30_000;

/** From here on the transaction waits for locks as for a turn: others have them one after the other, none of them for long. */
export async function waitInTurn(tx: Kysely<Database>): Promise<void> {
  if (dialectOf(tx) === "postgres") await sql.raw(`set local lock_timeout = ${TURN_TIMEOUT_MS}`).execute(tx);
}

/** Whether `text` has `part` in it, compared byte by byte. */
export function containsText(
  dialect: DialectName,
  text: Expression<unknown>,
  part: Expression<unknown>,
): Expression<SqlBool> {
  return dialect === "sqlite" ? sql<SqlBool>`instr(${text}, ${part}) > 0` : sql<SqlBool>`strpos(${text}, ${part}) > 0`;
}

/**
 * A condition that only tests rows, and offers no index to find them by. SQLite, without statistics of the values, would
 * rather fetch and sort a million rows by such an index than read a page of them in order.
 */
export function testOnly(dialect: DialectName, condition: Expression<SqlBool>): Expression<SqlBool> {
  return dialect === "sqlite" ? sql<SqlBool>`+(${condition})` : condition;
}

/** Tests that lead to the index on a text column that has only what Postgres can index. */
export function shortOnly(dialect: DialectName, column: string): Expression<SqlBool>[] {
  return dialect === "sqlite" ? [] : [sql<SqlBool>`length(${sql.ref(column)}) <= ${sql.lit(KEY_LENGTH_MAX)}`];
}

/** Values as a table with the one column `value`, for lists of any length: both databases limit parameters. */
export function valueTable(dialect: DialectName, values: readonly string[]): RawBuilder<unknown> {
  return dialect === "sqlite"
    ? sql`(select value from json_each(${JSON.stringify(values)}))`
    : sql`(select unnest(${values}::text[]) as value)`;
}

/** The text of one field of an object in a JSON column; NULL when it is not there. */
export function jsonField(dialect: DialectName, column: Expression<unknown>, key: string): RawBuilder<string | null> {
  return dialect === "sqlite" ? sql`${column} ->> ${key}` : sql`(${column}::json ->> ${key})`;
}
