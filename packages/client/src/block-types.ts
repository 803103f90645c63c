import type { z } from "zod";
import {
  type BlockType,
  blockType,
  type blockTypeCreate,
  type blockTypesFilterBody,
  type blockTypeUpdate,
} from "@tutti/core/wire/block-type";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";

export function readBlockType(api: ApiClient, slug: string): Promise<BlockType> {
  return api.get(`/block_types/slug/${encodeURIComponent(slug)}`, blockType);
}

export function filterBlockTypes(api: ApiClient, body: z.input<typeof blockTypesFilterBody>): Promise<BlockType[]> {
  return api.post("/block_types/filter", body, arrayOf(blockType));
}

/** With its schemas and documents. */
export function deleteBlockType(api: ApiClient, id: string): Promise<void> {
  return api.send("DELETE", `/block_types/${id}`);
}

export function createBlockType(api: ApiClient, body: z.input<typeof blockTypeCreate>): Promise<BlockType> {
  return api.post("/block_types/", body, blockType);
}

export function updateBlockType(api: ApiClient, id: string, body: z.input<typeof blockTypeUpdate>): Promise<void> {
  return api.send("PATCH", `/block_types/${id}`, body);
}
