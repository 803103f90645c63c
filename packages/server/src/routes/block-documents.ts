import { ApiError } from "@tutti/core/errors";
import {
  blockDocument,
  blockDocumentCreate,
  blockDocumentsCountBody,
  blockDocumentsFilterBody,
  blockDocumentUpdate,
  secretsQuery,
  type BlockDocument,
} from "@tutti/core/wire/block-document";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute, type RouteContext } from "../http/route.ts";

const tags = ["Block documents"];
const byId = z.object({ id: uuid });
const byName = z.object({ slug: z.string(), block_document_name: z.string() });

type Key = { readonly id: string } | { readonly slug: string; readonly name: string };

/** Secrets are shown to whoever asks for one document's, and it is written down that they were. */
async function read(store: RouteContext["store"], key: Key, includesSecrets: boolean): Promise<BlockDocument> {
  const document = await (includesSecrets
    ? store.command("revealBlockDocument", key)
    : store.read("readBlockDocument", key));
  if (document === null) throw new ApiError("not_found", "Block document not found");
  return document;
}

export const blockDocumentRoutes = [
  defineRoute({
    method: "POST",
    path: "/block_documents",
    summary: "Create a block document",
    tags,
    body: blockDocumentCreate,
    secretMember: "data",
    reply: { 201: blockDocument },
    errors: ["bad_request", "conflict", "encryption_key_missing"],
    async handle({ body }, { store }) {
      return { status: 201, body: await store.command("createBlockDocument", body) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/block_documents/{id}",
    summary: "Read a block document by id",
    tags,
    params: byId,
    query: secretsQuery,
    reply: { 200: blockDocument },
    errors: ["bad_request", "not_found", "encryption_key_missing"],
    async handle({ params, query }, { store }) {
      return { status: 200, body: await read(store, params, query.include_secrets) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/block_types/slug/{slug}/block_documents/name/{block_document_name}",
    summary: "Read a block document by type and name",
    tags,
    params: byName,
    query: secretsQuery,
    reply: { 200: blockDocument },
    errors: ["bad_request", "not_found", "encryption_key_missing"],
    async handle({ params, query }, { store }) {
      const key = { slug: params.slug, name: params.block_document_name };
      return { status: 200, body: await read(store, key, query.include_secrets) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/block_documents/filter",
    summary: "List block documents, secrets masked",
    tags,
    body: blockDocumentsFilterBody,
    reply: { 200: z.array(blockDocument) },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("listBlockDocuments", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/block_documents/count",
    summary: "Count block documents",
    tags,
    body: blockDocumentsCountBody,
    reply: { 200: z.int() },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("countBlockDocuments", body) };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/block_documents/{id}",
    summary: "Update the data of a block document",
    tags,
    params: byId,
    body: blockDocumentUpdate,
    secretMember: "data",
    reply: { 204: null },
    errors: ["bad_request", "not_found", "conflict", "encryption_key_missing"],
    async handle({ params, body }, { store }) {
      await store.command("updateBlockDocument", { id: params.id, changes: body });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/block_documents/{id}",
    summary: "Delete a block document",
    tags,
    params: byId,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      await store.command("deleteBlockDocument", params);
      return { status: 204 };
    },
  }),
];
