import { ApiError } from "@tutti/core/errors";
import {
  deployment,
  deploymentPage,
  deploymentsCountBody,
  deploymentsFilterBody,
  deploymentsPaginateBody,
} from "@tutti/core/wire/deployment";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Deployments"];

export const deploymentReadRoutes = [
  defineRoute({
    method: "GET",
    path: "/deployments/{id}",
    summary: "Read a deployment",
    tags,
    params: z.object({ id: uuid }),
    reply: { 200: deployment },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const found = await store.read("readDeployment", params);
      if (found === null) throw new ApiError("not_found", "Deployment not found");
      return { status: 200, body: found };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/deployments/name/{flow_name}/{deployment_name}",
    summary: "Read a deployment by its flow's name and its own",
    tags,
    params: z.object({ flow_name: z.string(), deployment_name: z.string() }),
    reply: { 200: deployment },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const found = await store.read("readDeployment", params);
      if (found === null) throw new ApiError("not_found", "Deployment not found");
      return { status: 200, body: found };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/deployments/filter",
    summary: "List deployments",
    tags,
    body: deploymentsFilterBody,
    reply: { 200: z.array(deployment) },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("listDeployments", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/deployments/count",
    summary: "Count deployments",
    tags,
    body: deploymentsCountBody,
    reply: { 200: z.int() },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("countDeployments", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/deployments/paginate",
    summary: "List deployments by page",
    tags,
    body: deploymentsPaginateBody,
    reply: { 200: deploymentPage },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("paginateDeployments", body) };
    },
  }),
];
