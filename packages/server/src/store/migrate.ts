import { sql, type Kysely } from "kysely";
import type { Deps } from "../deps.ts";
import { beginMigration, columnTypes, dialectOf, prepareSchema, tableNames } from "./dialect.ts";
import { DatabaseRefused } from "./database-refused.ts";
import type { Migration } from "./migrations/migration.ts";
import { migrations as allMigrations } from "./migrations/registry.ts";
import type { Database } from "./tables.ts";

/**
 * Throws `DatabaseRefused`, having changed nothing, when the database is not ours to open: it belongs to Prefect or to
 * another program, or to a newer Tutti.
 */
export async function inspectDatabase(db: Kysely<Database>, migrations = allMigrations): Promise<void> {
  const tables = await tableNames(db);
  if (tables.has("alembic_version")) {
    throw new DatabaseRefused(
      "this is a Prefect database: Tutti does not touch it. Give another database URL; runs can be seen side by side.",
    );
  }
  if (tables.size > 0 && !tables.has("tutti_migration")) {
    throw new DatabaseRefused("this database belongs to another program: it has tables, but none of Tutti's.");
  }
  if (tables.size === 0) return;
  const version = await schemaVersion(db);
  if (version > migrations.length) {
    throw new DatabaseRefused(
      `the database is of a newer Tutti (schema ${version}, this one knows ${migrations.length}). Nothing was changed; install the newer version.`,
    );
  }
}

/**
 * Brings the schema up to date. Each migration and the row that records it are one transaction, so a process killed at
 * any point leaves a database that the next start takes up where it stands. Servers that start together take turns.
 */
export async function migrate(db: Kysely<Database>, deps: Deps, migrations = allMigrations): Promise<void> {
  await inspectDatabase(db, migrations);
  await prepareSchema(db);
  for (const migration of migrations) await applyOnce(db, deps, migration);
}

async function applyOnce(db: Kysely<Database>, deps: Deps, migration: Migration): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await beginMigration(tx);
    if ((await schemaVersion(tx)) >= migration.number) return;
    for (const statement of migration.statements(columnTypes[dialectOf(db)])) await sql.raw(statement).execute(tx);
    await tx
      .insertInto("tutti_migration")
      .values({ number: migration.number, name: migration.name, applied_at: deps.now() })
      .execute();
  });
}

async function schemaVersion(db: Kysely<Database>): Promise<number> {
  const row = await db
    .selectFrom("tutti_migration")
    .select((select) => select.fn.max("number").as("version"))
    .executeTakeFirst();
  return row?.version ?? 0;
}
