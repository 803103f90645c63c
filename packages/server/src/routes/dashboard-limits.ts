import { ApiError } from "@tutti/core/errors";
import { deploymentLimits, limitUse } from "@tutti/core/wire/limit-use";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Dashboard"];

/** What the dashboard's pages of concurrency limits read, one call per page. */
export const dashboardLimitRoutes = [
  defineRoute({
    method: "GET",
    path: "/tutti/concurrency-limits/{id}",
    summary: "A concurrency limit, who holds its slots, and who waits for them",
    tags,
    params: z.object({ id: uuid }),
    reply: { 200: limitUse },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const use = await store.read("limitUse", params);
      if (use === null) throw new ApiError("not_found", "Concurrency limit not found");
      return { status: 200, body: use };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/tutti/deployment-limits",
    summary: "Deployments that may have so many runs under way, and how many wait",
    tags,
    reply: { 200: deploymentLimits },
    async handle(_request, { store }) {
      return { status: 200, body: await store.read("deploymentLimits", {}) };
    },
  }),
];
