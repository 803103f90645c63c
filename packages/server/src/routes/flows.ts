import { bulkDeleteResult, flow, flowCreate, flowsBulkDeleteBody, flowUpdate } from "@tutti/core/wire/flow";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Flows"];
const params = z.object({ id: uuid });

export const flowRoutes = [
  defineRoute({
    method: "POST",
    path: "/flows",
    summary: "Create a flow, or find the one of that name",
    tags,
    body: flowCreate,
    reply: { 200: flow, 201: flow },
    async handle({ body }, { store }) {
      const { flow, created } = await store.command("createFlow", body);
      return { status: created ? 201 : 200, body: flow };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/flows/{id}",
    summary: "Update a flow",
    tags,
    params,
    body: flowUpdate,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params, body }, { store }) {
      await store.command("updateFlow", { id: params.id, update: body });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/flows/{id}",
    summary: "Delete a flow with all its runs",
    tags,
    params,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      await store.command("deleteFlow", params);
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/flows/bulk_delete",
    summary: "Delete the flows that match, with all their runs",
    tags,
    body: flowsBulkDeleteBody,
    reply: { 200: bulkDeleteResult },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.command("bulkDeleteFlows", body) };
    },
  }),
];
