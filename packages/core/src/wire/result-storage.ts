import { z } from "zod";
import { uuid } from "./primitives.ts";

/** Where results go that no flow, task or work pool says a place for: a block document. */
export const resultStorage = z.object({ default_result_storage_block_id: uuid.nullable() });
export type ResultStorage = z.infer<typeof resultStorage>;

export const resultStorageUpdate = z.looseObject({ default_result_storage_block_id: uuid });
