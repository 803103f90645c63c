import { sql, type CompiledQuery, type Kysely } from "kysely";
import { dialectOf } from "./dialect.ts";
import type { Database } from "./tables.ts";

// Whole rows in, changed columns out. The statements are compiled once for each set of columns, of which there are few.

type Table = keyof Database;
type Row<T extends Table> = Database[T];

const compiled = new Map<string, CompiledQuery>();

/** Inserts the row; answers false, having changed nothing, when one of its unique keys is taken. */
export async function insertNew<T extends Table>(db: Kysely<Database>, table: T, row: Row<T>): Promise<boolean> {
  const columns = Object.keys(row);
  const query = cached(`${dialectOf(db)} insert ${table} ${columns.join()}`, () =>
    sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      values (${sql.join(columns.map(() => null))}) on conflict do nothing`.compile(db),
  );
  const { numAffectedRows } = await db.executeQuery({ ...query, parameters: Object.values(row) });
  return numAffectedRows === 1n;
}

/** Writes the columns in which `after` differs from `before`; none, no statement. An index is touched only for its own. */
export async function updateChanged<T extends Table & RowsWithId>(
  db: Kysely<Database>,
  table: T,
  before: Row<T>,
  after: Row<T>,
): Promise<void> {
  const changes = Object.entries(after).filter(([column, value]) => Reflect.get(before, column) !== value);
  if (changes.length === 0) return;
  const columns = changes.map(([column]) => column);
  const query = cached(`${dialectOf(db)} update ${table} ${columns.join()}`, () =>
    sql`update ${sql.table(table)} set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = ${null}`))}
      where id = ${null}`.compile(db),
  );
  await db.executeQuery({ ...query, parameters: [...changes.map(([, value]) => value), before.id] });
}

type RowsWithId = { [T in Table]: Row<T> extends { id: string } ? T : never }[Table];

function cached(key: string, compile: () => CompiledQuery): CompiledQuery {
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const query = compile();
  compiled.set(key, query);
  return query;
}
