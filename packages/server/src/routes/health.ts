import { z } from "zod";
import { HttpError } from "../http/http-error.ts";
import { defineRoute } from "../http/route.ts";
import { API_VERSION } from "../http/versions.ts";

const tags = ["Root"];

export const healthRoutes = [
  defineRoute({
    method: "GET",
    path: "/health",
    summary: "Health check: the process answers",
    tags,
    access: "open",
    servesAnyVersion: true,
    reply: { 200: z.boolean() },
    handle: () => ({ status: 200, body: true }),
  }),
  defineRoute({
    method: "GET",
    path: "/ready",
    summary: "Readiness check: the database answers, and what is written to it stays",
    tags,
    access: "open",
    reply: { 200: z.object({ message: z.string() }) },
    async handle(_request, { store }) {
      try {
        // In turn with what is written: a file that was replaced is still read by who has it open.
        await store.command("ping", {});
      } catch (error) {
        throw new HttpError(503, { message: "Database is not available" }, {}, error);
      }
      return { status: 200, body: { message: "OK" } };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/hello",
    summary: "Say hello",
    tags,
    reply: { 200: z.string() },
    handle: () => ({ status: 200, body: "👋" }),
  }),
  defineRoute({
    method: "GET",
    path: "/version",
    summary: "Version of the API",
    tags,
    servesAnyVersion: true,
    reply: { 200: z.string() },
    handle: () => ({ status: 200, body: API_VERSION }),
  }),
];
