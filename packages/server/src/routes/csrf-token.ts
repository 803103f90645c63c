import { csrfToken } from "@tutti/core/wire/csrf-token";
import { z } from "zod";
import { HttpError } from "../http/http-error.ts";
import { defineRoute } from "../http/route.ts";

export const csrfTokenRoutes = [
  defineRoute({
    method: "GET",
    path: "/csrf-token",
    summary: "Get a token for changes, where the server asks for one",
    tags: ["Root"],
    query: z.object({ client: z.string().max(255) }),
    reply: { 200: csrfToken },
    async handle({ query }, { store, config }) {
      // Prefect's client looks for these words, and then sends no tokens.
      if (!config.isCsrfProtected) throw new HttpError(422, { detail: "CSRF protection is disabled." });
      const given = { client: query.client, seconds: config.csrfTokenSeconds };
      return { status: 200, body: await store.command("createCsrfToken", given) };
    },
  }),
];
