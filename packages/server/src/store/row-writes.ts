import { sql, type CompiledQuery, type Kysely, type QueryResult } from "kysely";
import { dialectOf, type DialectName } from "./dialect.ts";
import { execute } from "./one-connection.ts";
import type { Database } from "./tables.ts";

// Whole rows in, changed columns out. What every step goes through: statements are compiled once, and found again without
// building their text.

type RowsWithId = { [T in keyof Database]: Database[T] extends { id: string } ? T : never }[keyof Database];

/** Rows of one statement: both databases limit the parameters of one. */
const ROWS_MAX = 50;

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
 * Inserts those rows whose unique keys are free; their ids. Its statements are asked for at once: rows of another table
 * asked for next are written after these, and may refer to them.
 */
export async function insertNewRows<T extends RowsWithId>(
  db: Kysely<Database>,
  table: T,
  rows: readonly Database[T][],
): Promise<Set<string>> {
  const results = await Promise.all(insertions(db, table, rows, "returning id"));
  return new Set(results.flatMap((result) => result.rows.map(({ id }) => id)));
}

/** Inserts those rows whose key is free, of a table that is its key. */
export async function insertKeys<T extends keyof Database>(
  db: Kysely<Database>,
  table: T,
  rows: readonly Database[T][],
): Promise<void> {
  await Promise.all(insertions(db, table, rows, ""));
}

function insertions<T extends keyof Database>(
  db: Kysely<Database>,
  table: T,
  rows: readonly Database[T][],
  returning: Returning,
): Promise<QueryResult<{ id: string }>>[] {
  const [first] = rows;
  if (first === undefined) return [];
  const insert = insertOf(dialectOf(db), table, first, returning);
  const starts = Array.from({ length: Math.ceil(rows.length / ROWS_MAX) }, (_, index) => index * ROWS_MAX);
  return starts.map((start) => {
    const some = rows.slice(start, start + ROWS_MAX);
    const parameters = some.flatMap((row) => insert.columns.map((column): unknown => Reflect.get(row, column)));
    return execute<{ id: string }>(db, { ...insert.queryFor(db, some.length), parameters });
  });
}

type Returning = "returning id" | "";

const inserts = new Map<DialectName, Map<keyof Database, Insert>>();

/** Rows of a table have all its columns, so the first tells what they are. */
function insertOf(dialect: DialectName, table: keyof Database, row: object, returning: Returning): Insert {
  const ofDialect = inserts.get(dialect) ?? new Map<keyof Database, Insert>();
  inserts.set(dialect, ofDialect);
  const known = ofDialect.get(table);
  if (known !== undefined) return known;
  const insert = new Insert(table, Object.keys(row), returning);
  ofDialect.set(table, insert);
  return insert;
}

/** How a table is inserted into, by the number of rows. */
class Insert {
  readonly columns: readonly string[];
  readonly #table: keyof Database;
  readonly #returning: Returning;
  readonly #queries = new Map<number, CompiledQuery<{ id: string }>>();

  constructor(table: keyof Database, columns: readonly string[], returning: Returning) {
    this.#table = table;
    this.columns = columns;
    this.#returning = returning;
  }

  queryFor(db: Kysely<Database>, count: number): CompiledQuery<{ id: string }> {
    const known = this.#queries.get(count);
    if (known !== undefined) return known;
    const names = sql.join(this.columns.map((column) => sql.ref(column)));
    const row = sql`(${sql.join(this.columns.map(() => null))})`;
    const rows = sql.join(Array.from({ length: count }, () => row));
    const insert = sql<{ id: string }>`insert into ${sql.table(this.#table)} (${names}) values ${rows}
      on conflict do nothing ${sql.raw(this.#returning)}`;
    const query = insert.compile(db);
    this.#queries.set(count, query);
    return query;
  }
}

/** Writes the columns in which `after` differs from `before`; none, no statement. An index is touched only for its own. */
export async function updateChanged<T extends RowsWithId>(
  db: Kysely<Database>,
  table: T,
  before: Database[T],
  after: Database[T],
): Promise<void> {
  const columns = Object.keys(after).filter((column) => Reflect.get(before, column) !== Reflect.get(after, column));
  if (columns.length === 0) return;
  const parameters = columns.map((column): unknown => Reflect.get(after, column));
  await execute(db, { ...updateQuery(db, table, columns), parameters: [...parameters, before.id] });
}

const updates = new Map<string, CompiledQuery>();

function updateQuery(db: Kysely<Database>, table: RowsWithId, columns: readonly string[]): CompiledQuery {
  const key = `${dialectOf(db)} ${table} ${columns.join()}`;
  const known = updates.get(key);
  if (known !== undefined) return known;
  const assignments = sql.join(columns.map((column) => sql`${sql.ref(column)} = ${null}`));
  const query = sql`update ${sql.table(table)} set ${assignments} where id = ${null}`.compile(db);
  updates.set(key, query);
  return query;
}
