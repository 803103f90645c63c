import { deploymentRunCreate } from "@tutti/core/wire/deployment-run";
import { flowRun } from "@tutti/core/wire/flow-run";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Deployments"];
const params = z.object({ id: uuid });

export const deploymentRunRoutes = [
  defineRoute({
    method: "POST",
    path: "/deployments/{id}/create_flow_run",
    summary: "Create a flow run of a deployment, or find the one of that idempotency key",
    tags,
    params,
    body: deploymentRunCreate,
    reply: { 200: flowRun, 201: flowRun },
    errors: ["not_found", "bad_request", "conflict"],
    async handle({ params, body }, { store }) {
      const { flow_run, created } = await store.command("createDeploymentRun", { id: params.id, create: body });
      return { status: created ? 201 : 200, body: flow_run };
    },
  }),
];
