import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { HttpError } from "../http/http-error.ts";
import { defineRoute } from "../http/route.ts";

export const csrfTokenRoutes = [
  defineRoute({
    method: "GET",
    path: "/csrf-token",
    summary: "CSRF protection is off: the Origin of requests is checked instead",
    tags: ["Root"],
    query: z.object({ client: z.string() }),
    reply: { 200: z.object({ token: z.string(), client: uuid }) },
    handle() {
      // Prefect's client looks for these words, and then sends no tokens.
      throw new HttpError(422, { detail: "CSRF protection is disabled." });
    },
  }),
];
