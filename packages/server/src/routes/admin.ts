import { opaqueObject } from "@tutti/core/wire/primitives";
import { resultStorage, resultStorageUpdate } from "@tutti/core/wire/result-storage";
import { z } from "zod";
import { publicSettings } from "../http/public-settings.ts";
import { defineRoute } from "../http/route.ts";
import { PREFECT_VERSION } from "../http/versions.ts";

const tags = ["Admin"];

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
    reply: { 200: resultStorage },
    async handle(_request, { store }) {
      return { status: 200, body: await store.read("readResultStorage", null) };
    },
  }),
  defineRoute({
    method: "PUT",
    path: "/admin/storage",
    summary: "Set where results go by default",
    tags,
    body: resultStorageUpdate,
    reply: { 200: resultStorage },
    errors: ["not_found"],
    async handle({ body }, { store }) {
      const blockDocumentId = body.default_result_storage_block_id;
      return { status: 200, body: await store.command("setResultStorage", { blockDocumentId }) };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/admin/storage",
    summary: "Forget where results go by default",
    tags,
    reply: { 204: null },
    async handle(_request, { store }) {
      await store.command("clearResultStorage", null);
      return { status: 204 };
    },
  }),
];
