import type { Deps } from "../deps.ts";
import { RESULT_STORAGE, readResultStorage } from "../store/queries/read-result-storage.ts";
import type { Tx } from "./command.ts";

/** The default place of results is none any more when its block document is gone. */
export async function forgetLostResultStorage(tx: Tx, deps: Deps): Promise<void> {
  const { default_result_storage_block_id: id } = await readResultStorage(tx, deps, null);
  if (id === null) return;
  const document = await tx.selectFrom("block_document").select("id").where("id", "=", id).executeTakeFirst();
  if (document === undefined) await tx.deleteFrom("configuration").where("key", "=", RESULT_STORAGE).execute();
}
