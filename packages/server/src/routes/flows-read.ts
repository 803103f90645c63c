import { ApiError } from "@tutti/core/errors";
import { flow, flowPage, flowsCountBody, flowsFilterBody, flowsPaginateBody } from "@tutti/core/wire/flow";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Flows"];

export const flowReadRoutes = [
  defineRoute({
    method: "GET",
    path: "/flows/{id}",
    summary: "Read a flow",
    tags,
    params: z.object({ id: uuid }),
    reply: { 200: flow },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      return { status: 200, body: found(await store.read("readFlow", params)) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/flows/name/{name}",
    summary: "Read a flow by its name",
    tags,
    params: z.object({ name: z.string() }),
    reply: { 200: flow },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      return { status: 200, body: found(await store.read("readFlowByName", params)) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/flows/filter",
    summary: "List flows",
    tags,
    body: flowsFilterBody,
    reply: { 200: z.array(flow) },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("listFlows", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/flows/count",
    summary: "Count flows",
    tags,
    body: flowsCountBody,
    reply: { 200: z.int() },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("countFlows", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/flows/paginate",
    summary: "List flows by page",
    tags,
    body: flowsPaginateBody,
    reply: { 200: flowPage },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("paginateFlows", body) };
    },
  }),
];

function found<T>(flow: T | null): T {
  if (flow === null) throw new ApiError("not_found", "Flow not found");
  return flow;
}
