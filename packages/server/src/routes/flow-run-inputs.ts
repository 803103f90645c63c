import { ApiError } from "@tutti/core/errors";
import { flowRunInput, flowRunInputBody, flowRunInputFilterBody } from "@tutti/core/wire/flow-run-input";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Flow Runs"];
const ofRun = z.object({ id: uuid });
const ofKey = z.object({ id: uuid, key: z.string() });

export const flowRunInputRoutes = [
  defineRoute({
    method: "POST",
    path: "/flow_runs/{id}/input",
    summary: "Give a flow run an input",
    tags,
    params: ofRun,
    body: flowRunInputBody,
    reply: { 201: z.null() },
    errors: ["not_found", "conflict"],
    async handle({ params, body }, { store }) {
      return { status: 201, body: await store.command("createFlowRunInput", { ...body, ...params }) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/flow_runs/{id}/input/filter",
    summary: "List the inputs of a flow run whose key begins with a prefix",
    tags,
    params: ofRun,
    body: flowRunInputFilterBody,
    reply: { 200: z.array(flowRunInput) },
    async handle({ params, body }, { store }) {
      return { status: 200, body: await store.read("listFlowRunInputs", { ...body, ...params }) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/flow_runs/{id}/input/{key}",
    summary: "Read the value of an input",
    tags,
    params: ofKey,
    reply: { 200: z.string() },
    produces: "text/plain; charset=utf-8",
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const input = await store.read("readFlowRunInput", params);
      if (input === null) throw new ApiError("not_found", "Flow run input not found");
      return { status: 200, body: input.value };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/flow_runs/{id}/input/{key}",
    summary: "Delete an input",
    tags,
    params: ofKey,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      await store.command("deleteFlowRunInput", params);
      return { status: 204 };
    },
  }),
];
