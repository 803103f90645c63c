import { sql, type Compilable, type CompiledQuery, type Expression, type Kysely } from "kysely";
import { dialectOf, type DialectName } from "./dialect.ts";
import { execute } from "./one-connection.ts";
import type { Database } from "./tables.ts";

/** Stands in a compiled query where a parameter of each call goes. */
class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

type Param<P> = <K extends keyof P & string>(name: K) => Expression<P[K]>;

/**
 * A query that is built and compiled once, then only given its parameters: building costs more than SQLite takes to
 * answer. For what every step of every run goes through; other queries are built where they stand.
 */
export function prepared<P extends object, O>(
  build: (db: Kysely<Database>, param: Param<P>) => Compilable<O>,
): (db: Kysely<Database>, params: P) => Promise<O[]> {
  const compiled = new Map<DialectName, CompiledQuery<O>>();
  return async (db, params) => {
    const dialect = dialectOf(db);
    let query = compiled.get(dialect);
    if (query === undefined) {
      query = build(db, (name) => sql`${new Placeholder(name)}`).compile();
      compiled.set(dialect, query);
    }
    const parameters = query.parameters.map((value) =>
      value instanceof Placeholder ? (Reflect.get(params, value.name) as unknown) : value,
    );
    return (await execute<O>(db, { ...query, parameters })).rows;
  };
}
