import { ApiError } from "@tutti/core/errors";
import { deploymentsPage, deploymentsPageBody, waitingFacts, workPoolRows } from "@tutti/core/wire/dashboard-work";
import { poolOccupancy, poolOccupancyBody } from "@tutti/core/wire/pool-occupancy";
import { uuid } from "@tutti/core/wire/primitives";
import { queuePlan } from "@tutti/core/wire/queue-plan";
import { workerDetails, workerLogs } from "@tutti/core/wire/worker-details";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Dashboard"];
const ofPool = z.object({ work_pool_name: z.string() });
const ofWorker = ofPool.extend({ name: z.string() });

function found<T>(answer: T | null, what: string): T {
  if (answer === null) throw new ApiError("not_found", `${what} not found`);
  return answer;
}

/** What the dashboard's pages of deployments and work pools read, one call per page. */
export const dashboardWorkRoutes = [
  defineRoute({
    method: "POST",
    path: "/tutti/deployments/page",
    summary: "A page of deployments with their latest runs and their next",
    tags,
    body: deploymentsPageBody,
    reply: { 200: deploymentsPage },
    errors: ["bad_request"],
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("deploymentsPage", body) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/tutti/work-pools",
    summary: "Work pools with their workers and what is under way in them",
    tags,
    reply: { 200: workPoolRows },
    async handle(_request, { store }) {
      return { status: 200, body: await store.read("workPoolRows", {}) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/tutti/flow-runs/{id}/waiting",
    summary: "What a flow run may be waiting for",
    tags,
    params: z.object({ id: uuid }),
    reply: { 200: waitingFacts },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      return { status: 200, body: found(await store.read("waitingFacts", params), "Flow run") };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/tutti/work-pools/{work_pool_name}/queue-plan",
    summary: "A pool's queues in the order in which they are served, with what is due in each",
    tags,
    params: ofPool,
    reply: { 200: queuePlan },
    errors: ["not_found"],
    async handle({ params: { work_pool_name: pool } }, { store }) {
      return { status: 200, body: found(await store.read("queuePlan", { pool }), "Work pool") };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/tutti/work-pools/{work_pool_name}/occupancy",
    summary: "How many runs of a pool were under way at once, over time",
    tags,
    params: ofPool,
    body: poolOccupancyBody,
    reply: { 200: poolOccupancy },
    errors: ["not_found"],
    async handle({ params: { work_pool_name: pool }, body }, { store }) {
      return { status: 200, body: found(await store.read("poolOccupancy", { ...body, pool }), "Work pool") };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/tutti/work-pools/{work_pool_name}/workers/{name}",
    summary: "A worker, and the runs it took of late",
    tags,
    params: ofWorker,
    reply: { 200: workerDetails },
    errors: ["not_found"],
    async handle({ params: { work_pool_name: pool, name } }, { store }) {
      return { status: 200, body: found(await store.read("workerDetails", { pool, name }), "Worker") };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/tutti/work-pools/{work_pool_name}/workers/{name}/logs",
    summary: "What a worker wrote into the logs of the runs it took last",
    tags,
    params: ofWorker,
    reply: { 200: workerLogs },
    errors: ["not_found"],
    async handle({ params: { work_pool_name: pool, name } }, { store }) {
      return { status: 200, body: found(await store.read("workerLogs", { pool, name }), "Worker") };
    },
  }),
];
