import { ApiError } from "@tutti/core/errors";
import { blockDocument, secretsQuery } from "@tutti/core/wire/block-document";
import { blockType, blockTypeCreate, blockTypesFilterBody, blockTypeUpdate } from "@tutti/core/wire/block-type";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Block types"];
const byId = z.object({ id: uuid });
const bySlug = z.object({ slug: z.string() });

export const blockTypeRoutes = [
  defineRoute({
    method: "POST",
    path: "/block_types",
    summary: "Create a block type",
    tags,
    body: blockTypeCreate,
    reply: { 201: blockType },
    errors: ["forbidden", "conflict"],
    async handle({ body }, { store }) {
      return { status: 201, body: await store.command("createBlockType", body) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/block_types/{id}",
    summary: "Read a block type by id",
    tags,
    params: byId,
    reply: { 200: blockType },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      return { status: 200, body: found(await store.read("readBlockType", params)) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/block_types/slug/{slug}",
    summary: "Read a block type by slug",
    tags,
    params: bySlug,
    reply: { 200: blockType },
    errors: ["not_found"],
    async handle({ params }, { store, blocksRegistered }) {
      const type = await store.read("readBlockType", params);
      if (type !== null) return { status: 200, body: type };
      await blocksRegistered();
      return { status: 200, body: found(await store.read("readBlockType", params)) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/block_types/filter",
    summary: "List block types",
    tags,
    body: blockTypesFilterBody,
    reply: { 200: z.array(blockType) },
    async handle({ body }, { store, blocksRegistered }) {
      await blocksRegistered();
      return { status: 200, body: await store.read("listBlockTypes", body) };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/block_types/{id}",
    summary: "Update a block type",
    tags,
    params: byId,
    body: blockTypeUpdate,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params, body }, { store }) {
      await store.command("updateBlockType", { id: params.id, changes: body });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/block_types/{id}",
    summary: "Delete a block type, its schemas and its documents",
    tags,
    params: byId,
    reply: { 204: null },
    errors: ["not_found", "forbidden"],
    async handle({ params }, { store }) {
      await store.command("deleteBlockType", params);
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/block_types/install_system_block_types",
    summary: "Register the block types that the system does not do without",
    tags,
    reply: { 200: z.null() },
    async handle(_request, { store }) {
      const { systemBlockRegistrations } = await import("../bundled/block-registrations.ts");
      await store.command("registerBlocks", { blocks: systemBlockRegistrations() });
      return { status: 200, body: null };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/block_types/slug/{slug}/block_documents",
    summary: "List the block documents of a type, secrets masked",
    tags,
    params: bySlug,
    query: secretsQuery,
    reply: { 200: z.array(blockDocument) },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      return { status: 200, body: found(await store.read("listBlockDocumentsOfType", params)) };
    },
  }),
];

function found<T>(value: T | null): T {
  if (value === null) throw new ApiError("not_found", "Block type not found");
  return value;
}
