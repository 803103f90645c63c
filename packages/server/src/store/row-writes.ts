import { sql, type CompiledQuery, type Kysely } from "kysely";
import { dialectOf } from "./dialect.ts";
import type { Database } from "./tables.ts";

// Whole rows in, changed columns out. The statements are compiled once for each set of columns, of which there are few.

type RowsWithId = { [T in keyof Database]: Database[T] extends { id: string } ? T : never }[keyof Database];

/** Rows of one statement: both databases limit the parameters of one. */
const ROWS_MAX = 50;

const compiled = new Map<string, CompiledQuery>();

/** Inserts the row; answers false, having changed nothing, when one of its unique keys is taken. */
export async function insertNew<T extends RowsWithId>(
  db: Kysely<Database>,
  table: T,
  row: Database[T],
): Promise<boolean> {
  const inserted = await insertNewRows(db, table, [row]);
  return inserted.size === 1;
}

/**
 * Inserts those rows whose unique keys are free; their ids. All rows have their columns in the same order. Its statements
 * are asked for at once: rows of another table asked for next are written after these, and may refer to them.
 */
export async function insertNewRows<T extends RowsWithId>(
  db: Kysely<Database>,
  table: T,
  rows: readonly Database[T][],
): Promise<Set<string>> {
  const starts = Array.from({ length: Math.ceil(rows.length / ROWS_MAX) }, (_, index) => index * ROWS_MAX);
  const results = await Promise.all(
    starts.map((start) => {
      const some = rows.slice(start, start + ROWS_MAX);
      const query = insertQuery(db, table, Object.keys(some[0] ?? {}), some.length);
      return db.executeQuery<{ id: string }>({ ...query, parameters: some.flatMap(Object.values) });
    }),
  );
  return new Set(results.flatMap((result) => result.rows.map(({ id }) => id)));
}

function insertQuery(
  db: Kysely<Database>,
  table: RowsWithId,
  columns: readonly string[],
  count: number,
): CompiledQuery {
  return cached(`${dialectOf(db)} insert ${count} ${table} ${columns.join()}`, () => {
    const names = sql.join(columns.map((column) => sql.ref(column)));
    const row = sql`(${sql.join(columns.map(() => null))})`;
    const rows = sql.join(Array.from({ length: count }, () => row));
    return sql`insert into ${sql.table(table)} (${names}) values ${rows} on conflict do nothing returning id`.compile(
      db,
    );
  });
}

/** Writes the columns in which `after` differs from `before`; none, no statement. An index is touched only for its own. */
export async function updateChanged<T extends RowsWithId>(
  db: Kysely<Database>,
  table: T,
  before: Database[T],
  after: Database[T],
): Promise<void> {
  const changes = Object.entries(after).filter(([column, value]) => Reflect.get(before, column) !== value);
  if (changes.length === 0) return;
  const columns = changes.map(([column]) => column);
  const query = cached(`${dialectOf(db)} update ${table} ${columns.join()}`, () => {
    const assignments = sql.join(columns.map((column) => sql`${sql.ref(column)} = ${null}`));
    return sql`update ${sql.table(table)} set ${assignments} where id = ${null}`.compile(db);
  });
  await db.executeQuery({ ...query, parameters: [...changes.map(([, value]) => value), before.id] });
}

function cached(key: string, compile: () => CompiledQuery): CompiledQuery {
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const query = compile();
  compiled.set(key, query);
  return query;
}
