import { ApiError } from "@tutti/core/errors";
import { workQueue, workQueueCreate, workQueuesFilterBody, workQueueUpdate } from "@tutti/core/wire/work-queue";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Work Pools"];
const ofPool = z.object({ work_pool_name: z.string() });
const params = z.object({ work_pool_name: z.string(), name: z.string() });

function keyOf({ work_pool_name: pool, name }: z.output<typeof params>) {
  return { pool, name };
}

export const workPoolQueueRoutes = [
  defineRoute({
    method: "POST",
    path: "/work_pools/{work_pool_name}/queues",
    summary: "Create a queue of a work pool",
    tags,
    params: ofPool,
    body: workQueueCreate,
    reply: { 201: workQueue },
    errors: ["not_found", "conflict"],
    async handle({ params, body }, { store }) {
      const pool = params.work_pool_name;
      return { status: 201, body: await store.command("createWorkQueue", { pool, create: body }) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/work_pools/{work_pool_name}/queues/filter",
    summary: "List the queues of a work pool, by priority",
    tags,
    params: ofPool,
    body: workQueuesFilterBody,
    reply: { 200: z.array(workQueue) },
    errors: ["not_found"],
    async handle({ params, body }, { store }) {
      const pool = params.work_pool_name;
      const queues = await store.read("listWorkQueues", { ...body, pool });
      if (queues === null) throw new ApiError("not_found", `Work pool "${pool}" not found.`);
      return { status: 200, body: queues };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/work_pools/{work_pool_name}/queues/{name}",
    summary: "Read a queue of a work pool",
    tags,
    params,
    reply: { 200: workQueue },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const { pool, name } = keyOf(params);
      const queue = await store.read("readWorkQueue", { pool, name });
      if (queue === null) throw new ApiError("not_found", `Work pool queue '${pool}/${name}' not found.`);
      return { status: 200, body: queue };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/work_pools/{work_pool_name}/queues/{name}",
    summary: "Update a queue of a work pool",
    tags,
    params,
    body: workQueueUpdate,
    reply: { 204: null },
    errors: ["not_found", "conflict"],
    async handle({ params, body }, { store }) {
      await store.command("updateWorkQueue", { key: keyOf(params), changes: body });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/work_pools/{work_pool_name}/queues/{name}",
    summary: "Delete a queue of a work pool",
    tags,
    params,
    reply: { 204: null },
    errors: ["not_found", "conflict"],
    async handle({ params }, { store }) {
      await store.command("deleteWorkQueue", keyOf(params));
      return { status: 204 };
    },
  }),
];
