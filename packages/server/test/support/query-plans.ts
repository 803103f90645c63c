import { systemDeps } from "../../src/deps.ts";
import { queries } from "../../src/store/queries/registry.ts";
import type { Connection } from "../../src/store/sqlite/connection.ts";
import { kyselyOver } from "../../src/store/sqlite/sqlite-dialect.ts";

type QueryName = keyof typeof queries;

/** The plans of a read's statements on SQLite, line by line. */
export async function plansOf<N extends QueryName>(
  connection: Connection,
  name: N,
  params: Parameters<(typeof queries)[N]>[2],
): Promise<string[][]> {
  const statements: string[] = [];
  // The registry pairs each query with its own params.
  const query = queries[name] as (db: unknown, deps: unknown, params: unknown) => Promise<unknown>;
  await query(kyselyOver(noting(connection, statements)), systemDeps, params);
  return statements.map((text) => {
    const nothing = Array.from(text.matchAll(/\?/g), () => null);
    const rows = connection.prepare(`explain query plan ${text}`).all(...nothing) as { detail: string }[];
    return rows.map((row) => row.detail);
  });
}

/** A connection that notes the statements prepared on it. */
function noting(connection: Connection, statements: string[]): Connection {
  return new Proxy(connection, {
    get(target, key) {
      if (key === "prepare") return (text: string) => (statements.push(text), target.prepare(text));
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
