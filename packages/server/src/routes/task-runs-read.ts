import { ApiError } from "@tutti/core/errors";
import { history, taskRunHistoryBody } from "@tutti/core/wire/history";
import { uuid } from "@tutti/core/wire/primitives";
import {
  taskRun,
  taskRunPage,
  taskRunsCountBody,
  taskRunsFilterBody,
  taskRunsPaginateBody,
} from "@tutti/core/wire/task-run";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";
import { refuseShortInterval } from "./history-interval.ts";

const tags = ["Task Runs"];

export const taskRunReadRoutes = [
  defineRoute({
    method: "GET",
    path: "/task_runs/{id}",
    summary: "Read a task run",
    tags,
    params: z.object({ id: uuid }),
    reply: { 200: taskRun },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const run = await store.read("readTaskRun", params);
      if (run === null) throw new ApiError("not_found", "Task not found");
      return { status: 200, body: run };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/task_runs/filter",
    summary: "List task runs",
    tags,
    body: taskRunsFilterBody,
    reply: { 200: z.array(taskRun) },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("listTaskRuns", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/task_runs/count",
    summary: "Count task runs",
    tags,
    body: taskRunsCountBody,
    reply: { 200: z.int() },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("countTaskRuns", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/task_runs/paginate",
    summary: "List task runs by page",
    tags,
    body: taskRunsPaginateBody,
    reply: { 200: taskRunPage },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("paginateTaskRuns", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/task_runs/history",
    summary: "Count task runs by state over time",
    tags,
    body: taskRunHistoryBody,
    reply: { 200: history },
    errors: ["invalid_request"],
    async handle({ body }, { store }) {
      refuseShortInterval(body);
      return { status: 200, body: await store.read("taskRunHistory", body) };
    },
  }),
];
