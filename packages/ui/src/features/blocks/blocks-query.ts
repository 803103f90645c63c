import type { BlockDocument } from "@tutti/core/wire/block-document";
import type { BlockSchema } from "@tutti/core/wire/block-schema";
import type { BlockUse } from "@tutti/core/wire/block-uses";
import type { BlockType } from "@tutti/core/wire/block-type";
import type { ResultStorage } from "@tutti/core/wire/result-storage";
import type { LiveTopic } from "@tutti/core/wire/live";
import { queryOptions } from "@tanstack/react-query";
import { ApiError, request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import { readAll } from "../../api/read-all.ts";

export const BLOCK_TOPICS: readonly LiveTopic[] = ["events:prefect.block-document.", "events:prefect.block-type."];

/** By type and name. None of their secrets. */
export function blockDocuments() {
  return queryOptions({
    queryKey: ["blocks", "documents"],
    queryFn: ({ signal }) =>
      readLive(BLOCK_TOPICS, () =>
        readAll<BlockDocument>("/block_documents/filter", { sort: "BLOCK_TYPE_AND_NAME_ASC" }, { signal }),
      ),
  });
}

export function blockDocument(id: string) {
  return queryOptions({
    queryKey: ["blocks", "document", id],
    queryFn: ({ signal }) =>
      readLive(BLOCK_TOPICS, () => request<BlockDocument>(`/block_documents/${id}`, { signal, isExact: true })),
  });
}

export function blockTypes() {
  return queryOptions({
    queryKey: ["blocks", "types"],
    queryFn: async ({ signal }) => {
      const types = await readLive(BLOCK_TOPICS, () => readAll<BlockType>("/block_types/filter", {}, { signal }));
      return types.toSorted((a, b) => a.name.localeCompare(b.name));
    },
  });
}

export interface TypeWithSchema {
  type: BlockType;
  schema: BlockSchema;
}

/** A type with the newest of its schemas. */
export function blockTypeWithSchema(slug: string) {
  return queryOptions({
    queryKey: ["blocks", "type", slug],
    queryFn: async ({ signal }): Promise<TypeWithSchema> => {
      const type = await request<BlockType>(`/block_types/slug/${encodeURIComponent(slug)}`, { signal });
      const [schema] = await request<BlockSchema[]>("/block_schemas/filter", {
        isExact: true,
        method: "POST",
        body: { block_schemas: { block_type_id: { any_: [type.id] } } },
        signal,
      });
      if (schema === undefined) throw new ApiError(404, `schema of ${slug}`, "The type has no schema");
      return { type, schema };
    },
  });
}

export function blockUses(id: string) {
  return queryOptions({
    queryKey: ["blocks", "uses", id],
    queryFn: ({ signal }) => request<BlockUse[]>(`/tutti/blocks/${id}/uses`, { signal }),
  });
}

export function resultStorage() {
  return queryOptions({
    queryKey: ["blocks", "result-storage"],
    queryFn: ({ signal }) => request<ResultStorage>("/admin/storage", { signal }),
  });
}
