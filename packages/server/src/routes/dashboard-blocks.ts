import { ApiError } from "@tutti/core/errors";
import { blockUses } from "@tutti/core/wire/block-uses";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

export const dashboardBlockRoutes = [
  defineRoute({
    method: "GET",
    path: "/tutti/blocks/{id}/uses",
    summary: "What uses a block",
    tags: ["Dashboard"],
    params: z.object({ id: uuid }),
    reply: { 200: blockUses },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const uses = await store.read("blockUses", params);
      if (uses === null) throw new ApiError("not_found", "Block document not found");
      return { status: 200, body: uses };
    },
  }),
];
