import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Root"];

export const healthRoutes = [
  defineRoute({
    method: "GET",
    path: "/health",
    summary: "Health check: the process answers",
    tags,
    access: "open",
    reply: { 200: z.boolean() },
    handle: () => ({ status: 200, body: true }),
  }),
];
