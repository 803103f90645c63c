import { ApiError } from "@tutti/core/errors";
import { uuid } from "@tutti/core/wire/primitives";
import { workPoolConcurrency, workPoolConcurrencyBody } from "@tutti/core/wire/work-pool";
import { workQueueConcurrency, workQueueConcurrencyBody, workQueueHealth } from "@tutti/core/wire/work-queue";
import { z } from "zod";
import { HttpError } from "../http/http-error.ts";
import { defineRoute } from "../http/route.ts";

const ofQueue = z.object({ id: uuid });

/** How pools and queues are doing. */
export const workSlotRoutes = [
  defineRoute({
    method: "POST",
    path: "/work_pools/{name}/concurrency_status",
    summary: "Read who holds the slots of a work pool",
    tags: ["Work Pools"],
    params: z.object({ name: z.string() }),
    body: workPoolConcurrencyBody,
    reply: { 200: workPoolConcurrency },
    errors: ["not_found"],
    async handle({ params, body }, { store }) {
      const status = await store.read("workPoolConcurrency", { ...body, name: params.name });
      if (status === null) throw new ApiError("not_found", `Work pool '${params.name}' not found.`);
      return { status: 200, body: status };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/work_queues/{id}/concurrency_status",
    summary: "Read who holds the slots of a work queue",
    tags: ["Work Queues"],
    params: ofQueue,
    body: workQueueConcurrencyBody,
    reply: { 200: workQueueConcurrency },
    errors: ["not_found"],
    async handle({ params, body }, { store }) {
      const status = await store.read("workQueueConcurrency", { ...body, id: params.id });
      if (status === null) throw new ApiError("not_found", "Work queue not found.");
      return { status: 200, body: status };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/work_queues/{id}/status",
    summary: "Read whether a work queue is healthy",
    tags: ["Work Queues"],
    params: ofQueue,
    reply: { 200: workQueueHealth },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const health = await store.read("workQueueHealth", params);
      const missing = { exception_message: `Work queue with id ${params.id} not found` };
      if (health === null) throw new HttpError(404, missing);
      return { status: 200, body: health };
    },
  }),
];
