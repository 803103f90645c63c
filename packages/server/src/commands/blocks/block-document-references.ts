import { InvalidReference, separateReferences, type DocumentReference } from "@tutti/core/blocks/document-references";
import type { JsonObject } from "@tutti/core/json-object";
import { ApiError } from "@tutti/core/errors";
import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../../store/dialect.ts";
import { oneOf } from "../../store/filters/condition.ts";
import type { Tx } from "../command.ts";

/** Throws `bad_request` where a reference names no block. */
export function separated(data: JsonObject): { readonly data: JsonObject; readonly references: DocumentReference[] } {
  const parts = separateReferences(data);
  if (!(parts instanceof InvalidReference)) return parts;
  throw new ApiError("bad_request", `Received block reference without a block_document_id in key ${parts.field}`);
}

/**
 * Makes the references of a document exactly these. Throws `conflict` for one to a document that is not there, and
 * `bad_request` for one that would have a document within itself.
 */
export async function writeReferences(
  tx: Tx,
  deps: Deps,
  documentId: string,
  references: readonly DocumentReference[],
): Promise<void> {
  await tx.deleteFrom("block_document_reference").where("parent_block_document_id", "=", documentId).execute();
  for (const reference of references) await insertReference(tx, deps, documentId, reference);
}

async function insertReference(
  tx: Tx,
  deps: Deps,
  parentId: string,
  { name, documentId }: DocumentReference,
): Promise<void> {
  if (await isWithin(tx, documentId, parentId)) {
    throw new ApiError("bad_request", `The block under ${name} would have this one within itself.`);
  }
  const nested = await tx.selectFrom("block_document").select("id").where("id", "=", documentId).executeTakeFirst();
  if (nested === undefined) throw new ApiError("conflict", `Block document ${documentId} not found.`);
  const now = deps.now();
  await tx
    .insertInto("block_document_reference")
    .values({
      id: deps.newId(),
      created: now,
      updated: now,
      parent_block_document_id: parentId,
      reference_block_document_id: documentId,
      name,
    })
    .execute();
}

/** Whether `documentId` is the root, or nested in it at any depth. */
async function isWithin(tx: Tx, rootId: string, documentId: string): Promise<boolean> {
  const seen = new Set<string>();
  let level = [rootId];
  while (level.length > 0) {
    if (level.includes(documentId)) return true;
    for (const id of level) seen.add(id);
    const nested = await tx
      .selectFrom("block_document_reference")
      .select("reference_block_document_id as id")
      .distinct()
      .where(oneOf(dialectOf(tx), sql.ref("parent_block_document_id"), level))
      .execute();
    level = nested.map(({ id }) => id).filter((id) => !seen.has(id));
  }
  return false;
}
