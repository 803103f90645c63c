import { dependencyResult, graph } from "@tutti/core/wire/graph";
import { instantInput, uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { HttpError } from "../http/http-error.ts";
import { defineRoute } from "../http/route.ts";

const tags = ["Flow Run Graph"];

export const flowRunGraphRoutes = [
  defineRoute({
    method: "GET",
    path: "/flow_runs/{id}/graph",
    summary: "Task runs of a flow run with what they depend on",
    tags,
    params: z.object({ id: uuid }),
    reply: { 200: z.array(dependencyResult) },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const dependencies = await store.read("flowRunDependencies", params);
      if (dependencies === null) throw missing(`Flow run with id ${params.id} not found`);
      return { status: 200, body: dependencies };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/flow_runs/{id}/graph-v2",
    summary: "Graph of a flow run: tasks, subflows, artifacts, states",
    tags,
    params: z.object({ id: uuid }),
    query: z.object({ since: instantInput.optional() }),
    reply: { 200: graph },
    errors: ["bad_request", "not_found"],
    async handle({ params, query }, { store }) {
      const body = await store.read("flowRunGraph", { id: params.id, since: query.since ?? null });
      if (body === null) throw missing(`Flow run ${params.id} not found`);
      return { status: 200, body };
    },
  }),
];

/** Prefect's graphs say it in this shape. */
function missing(message: string): HttpError {
  return new HttpError(404, { exception_message: message });
}
