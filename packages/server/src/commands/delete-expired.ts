import { sql } from "kysely";
import type { Deps } from "../deps.ts";
import { dialectOf } from "../store/dialect.ts";
import { oneOf } from "../store/filters/condition.ts";
import type { Outcome, Tx } from "./command.ts";

/** Deletes these events or logs, that are older than anybody wants to know. */
export async function deleteExpired(
  tx: Tx,
  _deps: Deps,
  { table, ids }: { table: "event" | "log"; ids: readonly string[] },
): Promise<Outcome<null>> {
  await tx
    .deleteFrom(table)
    .where(oneOf(dialectOf(tx), sql.ref("id"), ids))
    .execute();
  return { result: null };
}
