import { sql, type SqlBool } from "kysely";
import type { Deps } from "../../deps.ts";
import { RESULT_STORAGE, readResultStorage } from "../../store/queries/settings/read-result-storage.ts";
import type { Tx } from "../command.ts";

/** Where block documents are gone, what named them does no longer: deployments, and the default place of results. */
export async function forgetLostDocuments(tx: Tx, deps: Deps): Promise<void> {
  for (const column of ["storage_document_id", "infrastructure_document_id"] as const) {
    const isLost = sql<SqlBool>`not exists (select 1 from block_document where block_document.id = deployment.${sql.ref(column)})`;
    await tx
      .updateTable("deployment")
      .set({ [column]: null })
      .where(column, "is not", null)
      .where(isLost)
      .execute();
  }
  const { default_result_storage_block_id: id } = await readResultStorage(tx, deps, null);
  if (id === null) return;
  const document = await tx.selectFrom("block_document").select("id").where("id", "=", id).executeTakeFirst();
  if (document === undefined) await tx.deleteFrom("configuration").where("key", "=", RESULT_STORAGE).execute();
}
