import { ApiError } from "@tutti/core/errors";
import { assetLineage, assetsPage, assetsPageBody } from "@tutti/core/wire/asset";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Assets"];
const query = z.object({ key: z.string().max(2000) });

export const assetRoutes = [
  defineRoute({
    method: "POST",
    path: "/tutti/assets/page",
    summary: "A page of assets with who made them last",
    tags,
    body: assetsPageBody,
    reply: { 200: assetsPage },
    errors: ["bad_request"],
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("assetsPage", body) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/tutti/assets/one",
    summary: "An asset, what it is made from, and what is made from it",
    tags,
    query,
    reply: { 200: assetLineage },
    errors: ["not_found"],
    async handle({ query: { key } }, { store }) {
      const lineage = await store.read("assetLineage", { key });
      if (lineage === null) throw new ApiError("not_found", "Asset not found");
      return { status: 200, body: lineage };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/tutti/assets/one",
    summary: "Forget an asset until something is told of it again",
    tags,
    query,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ query: { key } }, { store }) {
      await store.command("deleteAsset", { key });
      return { status: 204 };
    },
  }),
];
