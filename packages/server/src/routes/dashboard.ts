import { ApiError } from "@tutti/core/errors";
import {
  flowsPage,
  flowsPageBody,
  runLogs,
  runLogsBody,
  runsPage,
  runsPageBody,
  timeline,
} from "@tutti/core/wire/dashboard";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Dashboard"];

/** One call per page of the dashboard. */
export const dashboardRoutes = [
  defineRoute({
    method: "POST",
    path: "/tutti/runs/page",
    summary: "A page of flow runs with their counts",
    tags,
    body: runsPageBody,
    reply: { 200: runsPage },
    errors: ["bad_request"],
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("runsPage", body) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/tutti/flow-runs/{id}/timeline",
    summary: "A flow run with its task runs, subflows and artifacts",
    tags,
    params: z.object({ id: uuid }),
    reply: { 200: timeline },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      return { status: 200, body: found(await store.read("timeline", params)) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/tutti/flow-runs/{id}/logs",
    summary: "Log lines of a flow run and its subflows",
    tags,
    params: z.object({ id: uuid }),
    body: runLogsBody,
    reply: { 200: runLogs },
    errors: ["bad_request", "not_found"],
    async handle({ params, body }, { store }) {
      return { status: 200, body: found(await store.read("runLogs", { ...body, ...params })) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/tutti/flows/page",
    summary: "A page of flows with their latest runs",
    tags,
    body: flowsPageBody,
    reply: { 200: flowsPage },
    errors: ["bad_request"],
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("flowsPage", body) };
    },
  }),
];

function found<T>(page: T | null): T {
  if (page === null) throw new ApiError("not_found", "Flow run not found");
  return page;
}
