import { ApiError } from "@tutti/core/errors";
import { flowGrid } from "@tutti/core/wire/flow-grid";
import { uuid } from "@tutti/core/wire/primitives";
import { runComparison, runComparisonBody } from "@tutti/core/wire/run-comparison";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

/** What the dashboard's pages of several runs at a time read, one call per page. */
export const dashboardRunRoutes = [
  defineRoute({
    method: "POST",
    path: "/tutti/runs/compare",
    summary: "Flow runs beside each other: what they were given, what they did, what came of it",
    tags: ["Dashboard"],
    body: runComparisonBody,
    reply: { 200: runComparison },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("compareRuns", body) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/tutti/flows/{id}/grid",
    summary: "What became of each task in a flow's latest runs",
    tags: ["Dashboard"],
    params: z.object({ id: uuid }),
    reply: { 200: flowGrid },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const grid = await store.read("flowGrid", params);
      if (grid === null) throw new ApiError("not_found", "Flow not found");
      return { status: 200, body: grid };
    },
  }),
];
