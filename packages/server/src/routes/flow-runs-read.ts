import { ApiError } from "@tutti/core/errors";
import {
  flowRun,
  flowRunPage,
  flowRunsCountBody,
  flowRunsFilterBody,
  flowRunsPaginateBody,
} from "@tutti/core/wire/flow-run";
import { flowRunHistoryBody, history } from "@tutti/core/wire/history";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";
import { refuseShortInterval } from "./history-interval.ts";

const tags = ["Flow Runs"];

export const flowRunReadRoutes = [
  defineRoute({
    method: "GET",
    path: "/flow_runs/{id}",
    summary: "Read a flow run",
    tags,
    params: z.object({ id: uuid }),
    reply: { 200: flowRun },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const run = await store.read("readFlowRun", params);
      if (run === null) throw new ApiError("not_found", "Flow run not found");
      return { status: 200, body: run };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/flow_runs/filter",
    summary: "List flow runs",
    tags,
    body: flowRunsFilterBody,
    reply: { 200: z.array(flowRun) },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("listFlowRuns", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/flow_runs/count",
    summary: "Count flow runs",
    tags,
    body: flowRunsCountBody,
    reply: { 200: z.int() },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("countFlowRuns", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/flow_runs/paginate",
    summary: "List flow runs by page",
    tags,
    body: flowRunsPaginateBody,
    reply: { 200: flowRunPage },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("paginateFlowRuns", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/flow_runs/lateness",
    summary: "Mean seconds by which flow runs start late",
    tags,
    body: flowRunsCountBody,
    reply: { 200: z.number().nullable() },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("flowRunLateness", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/flow_runs/history",
    summary: "Count flow runs by state over time",
    tags,
    body: flowRunHistoryBody,
    reply: { 200: history },
    errors: ["invalid_request"],
    async handle({ body }, { store }) {
      refuseShortInterval(body);
      return { status: 200, body: await store.read("flowRunHistory", body) };
    },
  }),
];
