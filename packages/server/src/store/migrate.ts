import { sql, type Kysely } from "kysely";
import { TuttiError } from "@tutti/core/errors";
import type { Deps } from "../deps.ts";
import { beginMigration, columnTypes, dialectOf, prepareSchema, tableNames } from "./dialect.ts";
import type { Migration } from "./migrations/migration.ts";
import { migrations as allMigrations } from "./migrations/registry.ts";
import type { Database } from "./tables.ts";

/**
 * The number of the last migration that was applied; 0 for an empty database. Throws `foreign_database` or
 * `newer_database`, having changed nothing, when the database is not ours to open.
 */
export async function inspectDatabase(db: Kysely<Database>, migrations = allMigrations): Promise<number> {
  const tables = await tableNames(db);
  if (tables.has("alembic_version")) {
    throw new TuttiError("foreign_database", "it is Prefect's (it has a table alembic_version)");
  }
  if (tables.size > 0 && !tables.has("tutti_migration")) {
    throw new TuttiError("foreign_database", "it has tables, but not Tutti's");
  }
  if (tables.size === 0) return 0;
  const version = await schemaVersion(db);
  if (version > migrations.length) {
    throw new TuttiError("newer_database", `its schema is ${version}, this version knows ${migrations.length}`);
  }
  return version;
}

/**
 * Brings the schema up to date. Each migration and the row that records it are one transaction, so a process killed at
 * any point leaves a database that the next start takes up where it stands. Servers that start together take turns.
 * Nothing is written when there is nothing to do.
 */
export async function migrate(db: Kysely<Database>, deps: Deps, migrations = allMigrations): Promise<void> {
  if ((await inspectDatabase(db, migrations)) === migrations.length) return;
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
