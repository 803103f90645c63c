import { randomUUID } from "node:crypto";
import { ApiError } from "@tutti/core/errors";
import type { BlockDocument, BlockDocumentCreate } from "@tutti/core/wire/block-document";
import type { Deps } from "../../deps.ts";
import { placeOf } from "../../store/queries/blocks/rebuild-block-documents.ts";
import { readBlockDocument } from "../../store/queries/blocks/read-block-document.ts";
import { toJson } from "../../store/rows/json-column.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitBlockDocumentEvent } from "./block-document-event.ts";
import { separated, writeReferences } from "./block-document-references.ts";
import { sealingKey } from "./sealing-key.ts";

export async function createBlockDocument(
  tx: Tx,
  deps: Deps,
  params: BlockDocumentCreate,
): Promise<Outcome<BlockDocument>> {
  const { data, references } = separated(params.data);
  const id = deps.newId();
  const key_id = await sealingKey(tx, deps);
  const now = deps.now();
  const row = await tx
    .insertInto("block_document")
    .values({
      id,
      created: now,
      updated: now,
      block_type_id: params.block_type_id,
      block_schema_id: params.block_schema_id,
      block_type_name: await typeName(tx, params),
      name: params.name ?? `anonymous-${randomUUID()}`,
      data: deps.vault.seal(key_id, toJson(data), placeOf(id)),
      key_id,
      is_anonymous: params.is_anonymous ? 1 : 0,
    })
    .onConflict((conflict) => conflict.columns(["block_type_id", "name"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (row === undefined) throw new ApiError("conflict", "Block already exists");
  await writeReferences(tx, deps, id, references);
  const document = await readBlockDocument(tx, deps, { id });
  if (document === null) throw new Error("the document was written a moment ago");
  await emitBlockDocumentEvent(tx, deps, "created", document);
  return { result: document };
}

/** Both the type and the schema must be there. */
async function typeName(tx: Tx, { block_type_id, block_schema_id }: BlockDocumentCreate): Promise<string> {
  const type = await tx.selectFrom("block_type").select("name").where("id", "=", block_type_id).executeTakeFirst();
  if (type === undefined) throw new ApiError("conflict", `Block type ${block_type_id} not found.`);
  const schema = await tx.selectFrom("block_schema").select("id").where("id", "=", block_schema_id).executeTakeFirst();
  if (schema === undefined) throw new ApiError("conflict", `Block schema ${block_schema_id} not found.`);
  return type.name;
}
