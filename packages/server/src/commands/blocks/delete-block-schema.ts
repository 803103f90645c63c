import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { forgetLostDocuments } from "./forget-lost-documents.ts";

/** Deletes a schema with its documents. */
export async function deleteBlockSchema(tx: Tx, deps: Deps, { id }: { id: string }): Promise<Outcome<null>> {
  const row = await tx
    .selectFrom("block_schema")
    .innerJoin("block_type", "block_type.id", "block_schema.block_type_id")
    .select("block_type.is_protected")
    .where("block_schema.id", "=", id)
    .executeTakeFirst();
  if (row === undefined) throw new ApiError("not_found", "Block schema not found");
  if (row.is_protected === 1) {
    throw new ApiError("forbidden", "Block schemas for protected block types cannot be deleted.");
  }
  await tx.deleteFrom("block_schema").where("id", "=", id).execute();
  await forgetLostDocuments(tx, deps);
  return { result: null };
}
