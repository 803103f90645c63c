import { taskWorker, taskWorkersFilterBody } from "@tutti/core/wire/task-worker";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

export const taskWorkerRoutes = [
  defineRoute({
    method: "POST",
    path: "/task_workers/filter",
    summary: "List the task workers that are connected",
    tags: ["Task Workers"],
    body: taskWorkersFilterBody,
    reply: { 200: z.array(taskWorker) },
    async handle({ body: { task_worker_filter: filter } }, { store }) {
      const keys = filter === null || filter.task_keys.length === 0 ? null : filter.task_keys;
      return { status: 200, body: await store.read("listTaskWorkers", { keys }) };
    },
  }),
];
