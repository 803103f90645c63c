import type { z } from "zod";
import {
  type BlockSchema,
  blockSchema,
  type blockSchemaCreate,
  type blockSchemasFilterBody,
} from "@tutti/core/wire/block-schema";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";

/** The newest first. */
export function filterBlockSchemas(
  api: ApiClient,
  body: z.input<typeof blockSchemasFilterBody>,
): Promise<BlockSchema[]> {
  return api.post("/block_schemas/filter", body, arrayOf(blockSchema));
}

/** Registers a schema of a type, or answers the same one that is there. */
export function createBlockSchema(api: ApiClient, body: z.input<typeof blockSchemaCreate>): Promise<BlockSchema> {
  return api.post("/block_schemas/", body, blockSchema);
}

/** The newest with this checksum. */
export function readBlockSchemaByChecksum(api: ApiClient, checksum: string): Promise<BlockSchema> {
  return api.get(`/block_schemas/checksum/${encodeURIComponent(checksum)}`, blockSchema);
}
