import type { Kysely } from "kysely";
import type { Deps } from "../../deps.ts";
import type { Database } from "../tables.ts";
import { queries } from "./registry.ts";

type AnyQuery = (db: Kysely<Database>, deps: Deps, params: unknown) => Promise<unknown>;
const byName = new Map<string, AnyQuery>(Object.entries(queries) as [string, AnyQuery][]);

/** Carries out a query given by name. `Store.read` has checked name and params by their types. */
export async function runQuery(name: string, db: Kysely<Database>, deps: Deps, params: unknown): Promise<unknown> {
  const query = byName.get(name);
  if (query === undefined) throw new Error(`There is no query "${name}"`);
  return query(db, deps, params);
}
