import { ApiError } from "@tutti/core/errors";
import type { BlockSchema, BlockSchemaCreate } from "@tutti/core/wire/block-schema";
import type { Deps } from "../../deps.ts";
import { rebuildBlockSchemas } from "../../store/queries/blocks/rebuild-block-schemas.ts";
import type { Outcome, Tx } from "../command.ts";
import { registerBlockSchema } from "./register-block-schema.ts";

export interface Created {
  readonly schema: BlockSchema;
  readonly isNew: boolean;
}

/** The schema, made when there is none of its checksum and version. */
export async function createBlockSchema(tx: Tx, deps: Deps, params: BlockSchemaCreate): Promise<Outcome<Created>> {
  const { block_type_id: typeId } = params;
  const type = await tx.selectFrom("block_type").select("id").where("id", "=", typeId).executeTakeFirst();
  if (type === undefined) throw new ApiError("not_found", `Block type ${typeId} not found.`);
  const { row, isNew } = await registerBlockSchema(tx, deps, params);
  const [schema] = await rebuildBlockSchemas(tx, [row]);
  if (schema === undefined) throw new Error("the schema was written a moment ago");
  return { result: { schema: isNew ? asSent(schema, params) : schema, isNew } };
}

/** Who made a schema sees it as they sent it: with definitions that nothing refers to. */
function asSent(schema: BlockSchema, { fields }: BlockSchemaCreate): BlockSchema {
  const { block_schema_references = {} } = fields;
  return { ...schema, fields: { ...fields, block_schema_references } };
}
