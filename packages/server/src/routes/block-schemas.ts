import { ApiError } from "@tutti/core/errors";
import { blockSchema, blockSchemaCreate, blockSchemasFilterBody } from "@tutti/core/wire/block-schema";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Block schemas"];
const byId = z.object({ id: uuid });

export const blockSchemaRoutes = [
  defineRoute({
    method: "POST",
    path: "/block_schemas",
    summary: "Create a block schema, or read the one of its checksum and version",
    tags,
    body: blockSchemaCreate,
    reply: { 200: blockSchema, 201: blockSchema },
    errors: ["bad_request", "not_found", "conflict"],
    async handle({ body }, { store }) {
      const { schema, isNew } = await store.command("createBlockSchema", body);
      return { status: isNew ? 201 : 200, body: schema };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/block_schemas/{id}",
    summary: "Read a block schema by id",
    tags,
    params: byId,
    reply: { 200: blockSchema },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      return { status: 200, body: found(await store.read("readBlockSchema", params)) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/block_schemas/checksum/{checksum}",
    summary: "Read a block schema by checksum: the newest, or the one of a version",
    tags,
    params: z.object({ checksum: z.string() }),
    query: z.object({ version: z.string().optional() }),
    reply: { 200: blockSchema },
    errors: ["not_found"],
    async handle({ params, query }, { store }) {
      return { status: 200, body: found(await store.read("readBlockSchema", { ...params, ...query })) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/block_schemas/filter",
    summary: "List block schemas, the newest first",
    tags,
    body: blockSchemasFilterBody,
    reply: { 200: z.array(blockSchema) },
    async handle({ body }, { store, blocksRegistered }) {
      await blocksRegistered();
      return { status: 200, body: await store.read("listBlockSchemas", body) };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/block_schemas/{id}",
    summary: "Delete a block schema and its documents",
    tags,
    params: byId,
    reply: { 204: null },
    errors: ["not_found", "forbidden"],
    async handle({ params }, { store }) {
      await store.command("deleteBlockSchema", params);
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/block_capabilities",
    summary: "What blocks can do",
    tags: ["Block capabilities"],
    reply: { 200: z.array(z.string()) },
    async handle(_request, { store, blocksRegistered }) {
      await blocksRegistered();
      return { status: 200, body: await store.read("listBlockCapabilities", null) };
    },
  }),
];

function found<T>(value: T | null): T {
  if (value === null) throw new ApiError("not_found", "Block schema not found");
  return value;
}
