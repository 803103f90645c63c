import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import type { Tx } from "../command.ts";
import { writeConfiguration } from "../settings/configuration-entry.ts";

/** Where the configuration keeps the id of the key that secrets are sealed with. */
const SEALING_KEY = "sealing-key";

/**
 * The id of the key to seal with. All servers of a database use the same, which the first one to seal decides: what one
 * writes the others can read. Throws `encryption_key_missing` when this server does not have it, unless nothing is sealed
 * with it any more.
 */
export async function sealingKey(tx: Tx, deps: Deps): Promise<string> {
  const [own] = deps.vault.keyIds;
  if (own === undefined) throw new ApiError("encryption_key_missing", "none");
  const decided = await decidedKey(tx, deps, own);
  if (deps.vault.keyIds.includes(decided)) return decided;
  const sealed = await tx.selectFrom("block_document").select("id").where("key_id", "=", decided).executeTakeFirst();
  if (sealed !== undefined) throw new ApiError("encryption_key_missing", decided);
  await writeConfiguration(tx, deps, SEALING_KEY, { key_id: own });
  return own;
}

/** Has every server seal with the first of this server's keys: its id. Throws `encryption_key_missing` when there is none. */
export async function moveSealingKey(tx: Tx, deps: Deps): Promise<string> {
  const [own] = deps.vault.keyIds;
  if (own === undefined) throw new ApiError("encryption_key_missing", "none");
  const decided = await decidedKey(tx, deps, own);
  if (decided !== own) await writeConfiguration(tx, deps, SEALING_KEY, { key_id: own });
  return own;
}

/** Locked until the transaction ends: nobody decides otherwise meanwhile, and who writes documents takes turns. */
async function decidedKey(tx: Tx, deps: Deps, own: string): Promise<string> {
  const now = deps.now();
  const value = toJson<unknown>({ key_id: own });
  await tx
    .insertInto("configuration")
    .values({ id: deps.newId(), created: now, updated: now, key: SEALING_KEY, value })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .execute();
  const row = await tx
    .selectFrom("configuration")
    .select("value")
    .where("key", "=", SEALING_KEY)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return (fromJson(row.value) as { key_id: string }).key_id;
}
