import type { BlockDocument } from "@tutti/core/wire/block-document";
import type { Deps } from "../../deps.ts";
import { findBlockDocument, type BlockDocumentKey } from "../../store/queries/blocks/read-block-document.ts";
import { rebuildBlockDocuments } from "../../store/queries/blocks/rebuild-block-documents.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitLifecycleEvent } from "../events/lifecycle-event.ts";

/** Reads a document with its secrets. That somebody did is an event, in the same transaction, when there are any. */
export async function revealBlockDocument(
  tx: Tx,
  deps: Deps,
  key: BlockDocumentKey,
): Promise<Outcome<BlockDocument | null>> {
  const row = await findBlockDocument(tx, key);
  if (row === undefined) return { result: null };
  const [masked] = await rebuildBlockDocuments(tx, deps, [row], { showsSecrets: false });
  const [shown = null] = await rebuildBlockDocuments(tx, deps, [row], { showsSecrets: true });
  if (JSON.stringify(masked?.data) !== JSON.stringify(shown?.data)) {
    await emitLifecycleEvent(tx, deps, {
      kind: "prefect.block-document",
      verb: "secrets-read",
      id: row.id,
      name: row.name,
      payload: { name: row.name, block_type_name: row.block_type_name, is_anonymous: row.is_anonymous === 1 },
      related: [
        {
          "prefect.resource.id": `prefect.block-type.${row.block_type_id}`,
          "prefect.resource.role": "block-type",
          "prefect.resource.name": row.block_type_name,
        },
      ],
    });
  }
  return { result: shown };
}
