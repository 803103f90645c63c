import { ApiError } from "@tutti/core/errors";
import { deploymentsPage, deploymentsPageBody, waitingFacts, workPoolRows } from "@tutti/core/wire/dashboard-work";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Dashboard"];

/** What the dashboard's pages of deployments and work pools read, one call per page. */
export const dashboardWorkRoutes = [
  defineRoute({
    method: "POST",
    path: "/tutti/deployments/page",
    summary: "A page of deployments with their latest runs and their next",
    tags,
    body: deploymentsPageBody,
    reply: { 200: deploymentsPage },
    errors: ["bad_request"],
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("deploymentsPage", body) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/tutti/work-pools",
    summary: "Work pools with their workers and what is under way in them",
    tags,
    reply: { 200: workPoolRows },
    async handle(_request, { store }) {
      return { status: 200, body: await store.read("workPoolRows", {}) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/tutti/flow-runs/{id}/waiting",
    summary: "What a flow run may be waiting for",
    tags,
    params: z.object({ id: uuid }),
    reply: { 200: waitingFacts },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const facts = await store.read("waitingFacts", params);
      if (facts === null) throw new ApiError("not_found", "Flow run not found");
      return { status: 200, body: facts };
    },
  }),
];
