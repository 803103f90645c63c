import type { BlockDocument } from "@tutti/core/wire/block-document";
import { blockReference, type FormValues } from "../../components/schema-form/form-values.ts";
import { isRecord, type JsonSchema } from "../../components/schema-form/json-schema.ts";

/** What the document at a key is called; null where several do, or none. */
export function referredName(document: Pick<BlockDocument, "block_document_references">, key: string): string | null {
  const inner = document.block_document_references[key]?.["block_document"];
  const name = isRecord(inner) ? inner["name"] : null;
  return typeof name === "string" ? name : null;
}

/** The id of the document that stands at a key; null where several do, or none. */
export function referredId(document: Pick<BlockDocument, "block_document_references">, key: string): string | null {
  const inner = document.block_document_references[key]?.["block_document"];
  const id = isRecord(inner) ? inner["id"] : null;
  return typeof id === "string" ? id : null;
}

/** What a form begins with: the data, with nested blocks as references to them. Secrets stay masked. */
export function valuesOf(document: Pick<BlockDocument, "data" | "block_document_references">): FormValues {
  return Object.fromEntries(
    Object.entries(document.data).map(([key, value]) => {
      const id = referredId(document, key);
      return [key, id === null ? value : blockReference(id)];
    }),
  );
}

/** The form's schema: what the server fills in itself is not asked for. */
export function formSchemaOf(fields: JsonSchema): JsonSchema {
  const { block_type_slug: _slug, ...schema } = fields;
  return schema;
}
