import { AGENT_WORK_POOL } from "@tutti/core/agent-work-pool";
import { ApiError } from "@tutti/core/errors";
import { uuid } from "@tutti/core/wire/primitives";
import { workQueue, workQueueCreate, workQueuesFilterBody, workQueueUpdate } from "@tutti/core/wire/work-queue";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Work Queues"];
const params = z.object({ id: uuid });

export const workQueueRoutes = [
  defineRoute({
    method: "POST",
    path: "/work_queues",
    summary: "Create a queue of the agents' pool",
    tags,
    body: workQueueCreate,
    reply: { 201: workQueue },
    errors: ["conflict"],
    async handle({ body }, { store }) {
      return { status: 201, body: await store.command("createWorkQueue", { pool: null, create: body }) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/work_queues/filter",
    summary: "List the queues of all pools, by name",
    tags,
    body: workQueuesFilterBody,
    reply: { 200: z.array(workQueue) },
    async handle({ body }, { store }) {
      return { status: 200, body: (await store.read("listWorkQueues", { ...body, pool: null })) ?? [] };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/work_queues/name/{name}",
    summary: "Read a queue of the agents' pool by name",
    tags,
    params: z.object({ name: z.string() }),
    reply: { 200: workQueue },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const queue = await store.read("readWorkQueue", { pool: AGENT_WORK_POOL, name: params.name });
      if (queue === null) throw new ApiError("not_found", "work queue not found");
      return { status: 200, body: queue };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/work_queues/{id}",
    summary: "Read a queue",
    tags,
    params,
    reply: { 200: workQueue },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const queue = await store.read("readWorkQueue", params);
      if (queue === null) throw new ApiError("not_found", "work queue not found");
      return { status: 200, body: queue };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/work_queues/{id}",
    summary: "Update a queue",
    tags,
    params,
    body: workQueueUpdate,
    reply: { 204: null },
    errors: ["not_found", "conflict"],
    async handle({ params, body }, { store }) {
      await store.command("updateWorkQueue", { key: params, changes: body });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/work_queues/{id}",
    summary: "Delete a queue",
    tags,
    params,
    reply: { 204: null },
    errors: ["not_found", "conflict"],
    async handle({ params }, { store }) {
      await store.command("deleteWorkQueue", params);
      return { status: 204 };
    },
  }),
];
