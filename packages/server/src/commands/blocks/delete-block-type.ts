import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitBlockTypeEvent } from "./block-type-event.ts";
import { forgetLostDocuments } from "./forget-lost-documents.ts";

/** Deletes a type with its schemas and documents. */
export async function deleteBlockType(tx: Tx, deps: Deps, { id }: { id: string }): Promise<Outcome<null>> {
  const row = await tx.selectFrom("block_type").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw new ApiError("not_found", "Block type not found");
  if (row.is_protected === 1) throw new ApiError("forbidden", "protected block types cannot be deleted.");
  await emitBlockTypeEvent(tx, deps, "deleted", row);
  await tx.deleteFrom("block_type").where("id", "=", id).execute();
  await forgetLostDocuments(tx, deps);
  return { result: null };
}
