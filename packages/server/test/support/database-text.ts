import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sql } from "kysely";
import type { DatabaseUnderTest } from "./databases.ts";
import { withTables } from "./rows.ts";

/** Everything that the database holds, as text. With SQLite the files as they stand, the log of changes among them. */
export async function databaseText(database: DatabaseUnderTest): Promise<string> {
  if (database.kind === "sqlite") {
    const folder = dirname(database.url().slice("sqlite:///".length));
    const files = (await readdir(folder)).map((name) => readFile(join(folder, name), "latin1"));
    return (await Promise.all(files)).join("\n");
  }
  let text = "";
  await withTables(database, async (db) => {
    const tables = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = current_schema() and table_type = 'BASE TABLE'`.execute(db);
    for (const { name } of tables.rows) {
      text += JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(db)).rows);
    }
  });
  return text;
}
