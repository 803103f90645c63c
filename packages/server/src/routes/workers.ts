import { ApiError } from "@tutti/core/errors";
import { worker, workerHeartbeatBody, workersFilterBody } from "@tutti/core/wire/worker";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Work Pools"];
const ofPool = z.object({ work_pool_name: z.string() });

export const workerRoutes = [
  defineRoute({
    method: "POST",
    path: "/work_pools/{work_pool_name}/workers/heartbeat",
    summary: "Record that a worker is there",
    tags,
    params: ofPool,
    body: workerHeartbeatBody,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params, body }, { store }) {
      await store.command("recordWorkerHeartbeat", { pool: params.work_pool_name, ...body });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/work_pools/{work_pool_name}/workers/filter",
    summary: "List the workers of a work pool",
    tags,
    params: ofPool,
    body: workersFilterBody,
    reply: { 200: z.array(worker) },
    errors: ["not_found"],
    async handle({ params, body }, { store }) {
      const pool = params.work_pool_name;
      const workers = await store.read("listWorkers", { ...body, pool });
      if (workers === null) throw new ApiError("not_found", `Work pool "${pool}" not found.`);
      return { status: 200, body: workers };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/work_pools/{work_pool_name}/workers/{name}",
    summary: "Forget a worker",
    tags,
    params: z.object({ work_pool_name: z.string(), name: z.string() }),
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      await store.command("deleteWorker", { pool: params.work_pool_name, name: params.name });
      return { status: 204 };
    },
  }),
];
