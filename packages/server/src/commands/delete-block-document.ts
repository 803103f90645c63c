import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../deps.ts";
import { readBlockDocument } from "../store/queries/read-block-document.ts";
import { emitBlockDocumentEvent } from "./block-document-event.ts";
import type { Outcome, Tx } from "./command.ts";
import { forgetLostResultStorage } from "./forget-lost-result-storage.ts";

/** Deletes a document; those it was nested in stay, without it. */
export async function deleteBlockDocument(tx: Tx, deps: Deps, { id }: { id: string }): Promise<Outcome<null>> {
  const document = await readBlockDocument(tx, deps, { id });
  if (document === null) throw new ApiError("not_found", "Block document not found");
  await emitBlockDocumentEvent(tx, deps, "deleted", document);
  await tx.deleteFrom("block_document").where("id", "=", id).execute();
  await forgetLostResultStorage(tx, deps);
  return { result: null };
}
