import type { z } from "zod";
import { type BlockSchema, blockSchema, type blockSchemasFilterBody } from "@tutti/core/wire/block-schema";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";

/** The newest first. */
export function filterBlockSchemas(
  api: ApiClient,
  body: z.input<typeof blockSchemasFilterBody>,
): Promise<BlockSchema[]> {
  return api.post("/block_schemas/filter", body, arrayOf(blockSchema));
}
