import type { Answer } from "./exchange.ts";
import type { Session } from "./session.ts";

interface BlockKind {
  readonly typeId: string;
  readonly schemaId: string;
  readonly checksum: string;
  readonly slug: string;
}

/** A block type and a schema of it; `fields` is the schema without its slug. */
export async function newBlockKind(api: Session, slug: string, fields: object, rest: object = {}): Promise<BlockKind> {
  const { id: typeId } = await api.post("/block_types/", { name: `The ${slug}`, slug });
  const schema = await newBlockSchema(api, typeId, slug, fields, rest);
  return { typeId, schemaId: schema.id, checksum: textOf(schema, "checksum"), slug };
}

export function newBlockSchema(
  api: Session,
  typeId: string,
  slug: string,
  fields: object,
  rest: object = {},
): Promise<Answer> {
  const whole = { block_schema_references: {}, block_type_slug: slug, secret_fields: [], type: "object", ...fields };
  return api.post("/block_schemas/", { block_type_id: typeId, fields: whole, ...rest });
}

export function newBlock(api: Session, kind: BlockKind, name: string | null, data: object, rest: object = {}) {
  const { typeId: block_type_id, schemaId: block_schema_id } = kind;
  return api.post("/block_documents/", { name, data, block_type_id, block_schema_id, ...rest });
}

/** How a schema's fields name a block nested in it. */
export function referenceTo({ checksum, slug }: BlockKind): object {
  return { block_schema_checksum: checksum, block_type_slug: slug };
}

export function blockRef(id: string): object {
  return { $ref: { block_document_id: id } };
}

function textOf({ body }: Answer, key: string): string {
  return String(Reflect.get(Object(body), key));
}
