import { ApiError } from "@tutti/core/errors";
import {
  deploymentRunCreate,
  deploymentRunsCreateBody,
  deploymentRunsCreated,
  scheduledRunsBody,
  scheduleRunsBody,
} from "@tutti/core/wire/deployment-run";
import { flowRun } from "@tutti/core/wire/flow-run";
import type { Claim } from "@tutti/core/wire/lease";
import { uuid } from "@tutti/core/wire/primitives";
import { workQueue } from "@tutti/core/wire/work-queue";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";
import { automationCreator } from "./automation-creator.ts";

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
    async handle({ params, body, headers }, { store, waitingProcesses }) {
      const waiting = waitingProcesses.take(params.id);
      const taker = waiting?.taker ?? null;
      const request = { id: params.id, create: body, creator: automationCreator(headers), waiting: taker };
      let begun: Claim | null = null;
      try {
        const { flow_run, created, ...made } = await store.command("createDeploymentRun", request);
        begun = made.begun;
        return { status: created ? 201 : 200, body: flow_run };
      } finally {
        if (begun !== null) waiting?.begin(begun);
        else {
          waiting?.giveBack();
          waitingProcesses.onUnbegun();
        }
      }
    },
  }),
  defineRoute({
    method: "POST",
    path: "/deployments/{id}/create_flow_run/bulk",
    summary: "Create flow runs of a deployment, each by itself",
    tags,
    params,
    body: deploymentRunsCreateBody,
    reply: { 200: deploymentRunsCreated },
    errors: ["not_found", "bad_request", "conflict"],
    async handle({ params, body }, { store }) {
      return { status: 200, body: await store.command("createDeploymentRuns", { id: params.id, creates: body }) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/deployments/{id}/schedule",
    summary: "Make runs of a deployment's schedules for a time of one's own",
    tags,
    params,
    body: scheduleRunsBody,
    reply: { 200: z.null() },
    async handle({ params, body }, { store }) {
      return { status: 200, body: await store.command("scheduleRuns", { id: params.id, body }) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/deployments/get_scheduled_flow_runs",
    summary: "Runs that are due, for a process that serves deployments",
    tags,
    body: scheduledRunsBody,
    reply: { 200: z.array(flowRun) },
    async handle({ body }, { store }) {
      const runs = await store.read("listScheduledRuns", body);
      await store.command("recordDeploymentPolls", { ids: body.deployment_ids });
      return { status: 200, body: runs };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/deployments/{id}/work_queue_check",
    summary: "Queues that would take the runs of a deployment by their filter",
    tags,
    params,
    reply: { 200: z.array(workQueue) },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const queues = await store.read("checkWorkQueues", params);
      if (queues === null) throw new ApiError("not_found", "Deployment not found");
      return { status: 200, body: queues };
    },
  }),
];
