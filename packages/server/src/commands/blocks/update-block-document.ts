import { restoreSecrets, secretPaths } from "@tutti/core/blocks/document-secrets";
import type { JsonObject } from "@tutti/core/json-object";
import { ApiError } from "@tutti/core/errors";
import { parseExact } from "@tutti/core/exact-json";
import type { BlockDocumentUpdate } from "@tutti/core/wire/block-document";
import type { Deps } from "../../deps.ts";
import { placeOf } from "../../store/queries/blocks/rebuild-block-documents.ts";
import { readBlockDocument } from "../../store/queries/blocks/read-block-document.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import type { BlockDocumentTable } from "../../store/tables/block-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitBlockDocumentEvent } from "./block-document-event.ts";
import { separated, writeReferences } from "./block-document-references.ts";
import { sealingKey } from "./sealing-key.ts";

/**
 * Writes data over a document's: merged at its top level, or in its place. Nested blocks that the data do not name again
 * are no longer nested. Without data a merge changes nothing, whatever its schema.
 */
export async function updateBlockDocument(
  tx: Tx,
  deps: Deps,
  params: { id: string; changes: BlockDocumentUpdate },
): Promise<Outcome<null>> {
  const { id, changes } = params;
  // Nobody writes or deletes it, nor its schema with it, before this is committed.
  const current = await tx.selectFrom("block_document").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (current === undefined) throw new ApiError("not_found", "Block document not found");
  if (changes.data !== undefined || !changes.merge_existing_data) await write(tx, deps, current, changes);
  const document = await readBlockDocument(tx, deps, { id });
  if (document === null) throw new Error("the document was there a moment ago");
  await emitBlockDocumentEvent(tx, deps, "updated", document);
  return { result: null };
}

async function write(tx: Tx, deps: Deps, current: BlockDocumentTable, changes: BlockDocumentUpdate): Promise<void> {
  const old = parseExact(deps.vault.open(current.data, placeOf(current.id))) as JsonObject;
  const sent = restoreSecrets(changes.data ?? {}, old, await secretPathsOf(tx, current.block_schema_id));
  const { data, references } = separated(changes.merge_existing_data ? { ...old, ...sent } : sent);
  const key_id = await sealingKey(tx, deps);
  await tx
    .updateTable("block_document")
    .set({
      data: deps.vault.seal(key_id, toJson(data), placeOf(current.id)),
      key_id,
      block_schema_id: await schemaAfter(tx, current, changes.block_schema_id ?? current.block_schema_id),
      updated: deps.now(),
    })
    .where("id", "=", current.id)
    .execute();
  await writeReferences(tx, deps, current.id, references);
}

async function secretPathsOf(tx: Tx, schemaId: string) {
  const { fields } = await tx
    .selectFrom("block_schema")
    .select("fields")
    .where("id", "=", schemaId)
    .executeTakeFirstOrThrow();
  return secretPaths(fromJson(fields));
}

/** A document may move to another schema of its type. */
async function schemaAfter(tx: Tx, current: BlockDocumentTable, schemaId: string): Promise<string> {
  const schema = await tx
    .selectFrom("block_schema")
    .select("block_type_id")
    .where("id", "=", schemaId)
    .executeTakeFirst();
  if (schema === undefined) throw new ApiError("conflict", `Block schema ${schemaId} not found.`);
  if (schema.block_type_id !== current.block_type_id && schemaId !== current.block_schema_id) {
    throw new ApiError("bad_request", "Must migrate block document to a block schema of the same block type.");
  }
  return schemaId;
}
