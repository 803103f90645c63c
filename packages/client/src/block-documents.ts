import type { z } from "zod";
import {
  type BlockDocument,
  blockDocument,
  type blockDocumentCreate,
  type blockDocumentsFilterBody,
  type blockDocumentUpdate,
} from "@tutti/core/wire/block-document";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";

export function createBlockDocument(api: ApiClient, body: z.input<typeof blockDocumentCreate>): Promise<BlockDocument> {
  return api.post("/block_documents/", body, blockDocument);
}

/** Its secrets stay masked. */
export function readBlockDocument(api: ApiClient, id: string): Promise<BlockDocument> {
  return api.get(`/block_documents/${id}`, blockDocument);
}

/** With its secrets, which the server records. */
export function revealBlockDocument(api: ApiClient, id: string): Promise<BlockDocument> {
  return api.get(`/block_documents/${id}?include_secrets=true`, blockDocument);
}

/** Its secrets stay masked. */
export function readBlockDocumentByName(api: ApiClient, typeSlug: string, name: string): Promise<BlockDocument> {
  return api.get(pathOf(typeSlug, name), blockDocument);
}

/** With its secrets, which the server records. */
export function revealBlockDocumentByName(api: ApiClient, typeSlug: string, name: string): Promise<BlockDocument> {
  return api.get(`${pathOf(typeSlug, name)}?include_secrets=true`, blockDocument);
}

function pathOf(typeSlug: string, name: string): string {
  return `/block_types/slug/${encodeURIComponent(typeSlug)}/block_documents/name/${encodeURIComponent(name)}`;
}

export function filterBlockDocuments(
  api: ApiClient,
  body: z.input<typeof blockDocumentsFilterBody>,
): Promise<BlockDocument[]> {
  return api.post("/block_documents/filter", body, arrayOf(blockDocument));
}

export function updateBlockDocument(
  api: ApiClient,
  id: string,
  body: z.input<typeof blockDocumentUpdate>,
): Promise<void> {
  return api.send("PATCH", `/block_documents/${id}`, body);
}

export function deleteBlockDocument(api: ApiClient, id: string): Promise<void> {
  return api.send("DELETE", `/block_documents/${id}`);
}
