import type { RouteClient } from "./route-client.ts";

export interface BlockKind {
  readonly block_type_id: string;
  readonly block_schema_id: string;
}

/** A block type with a schema. */
export async function blockKind(client: RouteClient, slug: string, fields: object = {}): Promise<BlockKind> {
  const block_type_id = idOf(await client.expect(201, "POST", "/block_types", { name: `The ${slug}`, slug }));
  const schema = { block_type_id, fields: { title: slug, ...fields }, capabilities: ["tested"] };
  return { block_type_id, block_schema_id: idOf(await client.expect(201, "POST", "/block_schemas", schema)) };
}

export function idOf(body: unknown): string {
  return String(Reflect.get(Object(body), "id"));
}
