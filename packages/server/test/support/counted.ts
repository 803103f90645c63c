import type { Kysely, KyselyPlugin } from "kysely";
import type { Database } from "../../src/store/tables.ts";

/** A view of the database that counts the statements given to it. */
export function counted(db: Kysely<Database>): { db: Kysely<Database>; statements: () => number } {
  let statements = 0;
  const counter: KyselyPlugin = {
    transformQuery({ node }) {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { db: db.withPlugin(counter), statements: () => statements };
}
