import { bulkDeleteResult } from "@tutti/core/wire/flow";
import { flowRun, flowRunCreate, flowRunsBulkDeleteBody, flowRunUpdate } from "@tutti/core/wire/flow-run";
import { labels, uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";
import { automationCreator } from "./automation-creator.ts";
import { leaseEpoch } from "./lease-epoch.ts";
import { asModelError } from "./model-not-found.ts";

const tags = ["Flow Runs"];
const params = z.object({ id: uuid });

export const flowRunRoutes = [
  defineRoute({
    method: "POST",
    path: "/flow_runs",
    summary: "Create a flow run, or find the one of that idempotency key",
    tags,
    body: flowRunCreate,
    reply: { 200: flowRun, 201: flowRun },
    errors: ["conflict", "not_found", "lease_lost"],
    async handle({ body, headers }, { store }) {
      const [epoch, creator] = [leaseEpoch(headers), automationCreator(headers)];
      const { flow_run, created } = await store.command("createFlowRun", { create: body, epoch, creator });
      return { status: created ? 201 : 200, body: flow_run };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/flow_runs/{id}",
    summary: "Update a flow run",
    tags,
    params,
    body: flowRunUpdate,
    reply: { 204: null },
    errors: ["not_found", "bad_request", "lease_lost"],
    async handle({ params, body, headers }, { store }) {
      await store.command("updateFlowRun", { id: params.id, update: body, epoch: leaseEpoch(headers) });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/flow_runs/{id}",
    summary: "Delete a flow run with its states, task runs, inputs and logs",
    tags,
    params,
    reply: { 204: null },
    errors: ["not_found", "lease_lost"],
    async handle({ params, headers }, { store }) {
      await store.command("deleteFlowRun", { id: params.id, epoch: leaseEpoch(headers) });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/flow_runs/bulk_delete",
    summary: "Delete the flow runs that match",
    tags,
    body: flowRunsBulkDeleteBody,
    reply: { 200: bulkDeleteResult },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.command("bulkDeleteFlowRuns", body) };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/flow_runs/{id}/labels",
    summary: "Add labels to a flow run",
    tags,
    params,
    body: labels,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params, body }, { store }) {
      await asModelError(store.command("updateFlowRunLabels", { id: params.id, labels: body }));
      return { status: 204 };
    },
  }),
];
