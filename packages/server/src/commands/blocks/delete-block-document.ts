import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import { findBlockDocument } from "../../store/queries/blocks/read-block-document.ts";
import { rebuildBlockDocuments } from "../../store/queries/blocks/rebuild-block-documents.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitBlockDocumentEvent } from "./block-document-event.ts";
import { forgetLostDocuments } from "./forget-lost-documents.ts";

/** Deletes a document; those it was nested in stay, without it. */
export async function deleteBlockDocument(tx: Tx, deps: Deps, { id }: { id: string }): Promise<Outcome<null>> {
  const row = await findBlockDocument(tx, { id });
  if (row === undefined) throw new ApiError("not_found", "Block document not found");
  // As in a list: one that cannot be told whole can be deleted.
  const [document] = await rebuildBlockDocuments(tx, deps, [row], { showsSecrets: false, isList: true });
  if (document !== undefined) await emitBlockDocumentEvent(tx, deps, "deleted", document);
  await tx.deleteFrom("block_document").where("id", "=", id).execute();
  await forgetLostDocuments(tx, deps);
  return { result: null };
}
