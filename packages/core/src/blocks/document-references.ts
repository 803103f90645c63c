import { isJsonObject, type JsonObject } from "../json-object.ts";

/** A block that stands in for a field of another: `name` is the field's. */
export interface DocumentReference {
  readonly name: string;
  readonly documentId: string;
}

/** The field whose reference names no block. */
export class InvalidReference {
  readonly field: string;

  constructor(field: string) {
    this.field = field;
  }
}

const UUID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/;

/** Data apart from the fields that are `{"$ref": {"block_document_id": …}}`. Only whole top-level fields are such. */
export function separateReferences(
  data: JsonObject,
): { readonly data: JsonObject; readonly references: DocumentReference[] } | InvalidReference {
  const own: [string, unknown][] = [];
  const references: DocumentReference[] = [];
  for (const [name, value] of Object.entries(data)) {
    if (!isJsonObject(value) || !Object.hasOwn(value, "$ref")) {
      own.push([name, value]);
      continue;
    }
    const documentId = idOf(value["$ref"]);
    if (documentId === null) return new InvalidReference(name);
    references.push({ name, documentId });
  }
  return { data: Object.fromEntries(own), references };
}

function idOf(reference: unknown): string | null {
  const id = isJsonObject(reference) ? reference["block_document_id"] : null;
  const text = typeof id === "string" ? id.toLowerCase() : "";
  return UUID.test(text) ? dashed(text.replaceAll("-", "")) : null;
}

function dashed(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
