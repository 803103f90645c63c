import { deployment, deploymentCreate, deploymentsBulkDeleteBody, deploymentUpdate } from "@tutti/core/wire/deployment";
import { bulkDeleteResult } from "@tutti/core/wire/flow";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Deployments"];
const params = z.object({ id: uuid });

export const deploymentRoutes = [
  defineRoute({
    method: "POST",
    path: "/deployments",
    summary: "Create a deployment, or change the one of that name",
    tags,
    body: deploymentCreate,
    reply: { 200: deployment, 201: deployment },
    errors: ["conflict", "not_found"],
    async handle({ body }, { store }) {
      const { deployment, created } = await store.command("createDeployment", body);
      return { status: created ? 201 : 200, body: deployment };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/deployments/{id}",
    summary: "Change a deployment",
    tags,
    params,
    body: deploymentUpdate,
    reply: { 204: null },
    errors: ["not_found", "bad_request", "conflict", "invalid_request"],
    async handle({ params, body }, { store }) {
      await store.command("updateDeployment", { id: params.id, update: body });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/deployments/{id}/pause_deployment",
    summary: "Pause the schedules of a deployment; runs that were made ahead are deleted",
    tags,
    params,
    reply: { 200: z.null() },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      return { status: 200, body: await store.command("setDeploymentPaused", { id: params.id, isPaused: true }) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/deployments/{id}/resume_deployment",
    summary: "Resume the schedules of a deployment",
    tags,
    params,
    reply: { 200: z.null() },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      return { status: 200, body: await store.command("setDeploymentPaused", { id: params.id, isPaused: false }) };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/deployments/{id}",
    summary: "Delete a deployment with its schedules and the runs that have not begun",
    tags,
    params,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      await store.command("deleteDeployment", params);
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/deployments/bulk_delete",
    summary: "Delete the deployments that match",
    tags,
    body: deploymentsBulkDeleteBody,
    reply: { 200: bulkDeleteResult },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.command("bulkDeleteDeployments", body) };
    },
  }),
];
