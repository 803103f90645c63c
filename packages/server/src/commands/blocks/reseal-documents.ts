import type { Deps } from "../../deps.ts";
import { placeOf } from "../../store/queries/blocks/rebuild-block-documents.ts";
import type { Outcome, Tx } from "../command.ts";
import { sealingKey } from "./sealing-key.ts";

/**
 * Seals so many documents anew that are sealed with another of this server's keys than the one in use; how many it were. No
 * data change, so no event tells of it. Documents that somebody is writing are passed by: who writes seals with the key in
 * use, and waits for it with the document locked.
 */
export async function resealDocuments(tx: Tx, deps: Deps, params: { limit: number }): Promise<Outcome<number>> {
  const keyId = await sealingKey(tx, deps);
  const others = deps.vault.keyIds.filter((id) => id !== keyId);
  if (others.length === 0) return { result: 0 };
  const documents = await tx
    .selectFrom("block_document")
    .select(["id", "data"])
    .where("key_id", "in", others)
    .limit(params.limit)
    .forUpdate()
    .skipLocked()
    .execute();
  for (const { id, data } of documents) {
    const place = placeOf(id);
    await tx
      .updateTable("block_document")
      .set({ data: deps.vault.seal(keyId, deps.vault.open(data, place), place), key_id: keyId })
      .where("id", "=", id)
      .execute();
  }
  return { result: documents.length };
}
