import { ApiError } from "@tutti/core/errors";
import { opaqueObject, uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { publicSettings } from "../http/public-settings.ts";
import { defineRoute } from "../http/route.ts";
import { PREFECT_VERSION } from "../http/versions.ts";

const tags = ["Admin"];
const storage = z.object({ default_result_storage_block_id: uuid.nullable() });

// Result storage is named by a block, and this server has none yet: it stays unset, and clients keep results themselves.

export const adminRoutes = [
  defineRoute({
    method: "GET",
    path: "/admin/settings",
    summary: "What the server was told, secrets masked",
    tags,
    reply: { 200: opaqueObject },
    handle: (_request, { config }) => ({ status: 200, body: publicSettings(config) }),
  }),
  defineRoute({
    method: "GET",
    path: "/admin/version",
    summary: "The Prefect release this server stands for",
    tags,
    reply: { 200: z.string() },
    handle: () => ({ status: 200, body: PREFECT_VERSION }),
  }),
  defineRoute({
    method: "GET",
    path: "/admin/storage",
    summary: "Where results go by default",
    tags,
    reply: { 200: storage },
    handle: () => ({ status: 200, body: { default_result_storage_block_id: null } }),
  }),
  defineRoute({
    method: "PUT",
    path: "/admin/storage",
    summary: "Set where results go by default",
    tags,
    body: z.looseObject({ default_result_storage_block_id: uuid }),
    reply: { 200: storage },
    errors: ["not_found"],
    handle({ body }) {
      throw new ApiError("not_found", `Block document ${body.default_result_storage_block_id} not found.`);
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/admin/storage",
    summary: "Forget where results go by default",
    tags,
    reply: { 204: null },
    handle: () => ({ status: 204 }),
  }),
];
