import type { Deps } from "../../deps.ts";
import { toJson } from "../../store/rows/json-column.ts";
import type { Tx } from "../command.ts";

/** Remembers a value under a key, in the place of what was there. */
export async function writeConfiguration(tx: Tx, deps: Deps, key: string, value: unknown): Promise<void> {
  const now = deps.now();
  const json = toJson(value);
  await tx
    .insertInto("configuration")
    .values({ id: deps.newId(), created: now, updated: now, key, value: json })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value: json, updated: now }))
    .execute();
}
