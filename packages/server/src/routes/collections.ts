import { ApiError } from "@tutti/core/errors";
import { opaqueObject } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

export const collectionRoutes = [
  defineRoute({
    method: "GET",
    path: "/collections/views/{view}",
    summary: "What is known of worker types and block types before anybody registers them",
    tags: ["Collections"],
    params: z.object({ view: z.string() }),
    reply: { 200: opaqueObject },
    errors: ["not_found"],
    async handle({ params }) {
      const { collectionView } = await import("../bundled/collection-views.ts");
      const view = collectionView(params.view);
      if (view === null) throw new ApiError("not_found", `View ${params.view} not found in registry`);
      return { status: 200, body: view };
    },
  }),
];
