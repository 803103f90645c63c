import { ApiError } from "@tutti/core/errors";
import { uuid } from "@tutti/core/wire/primitives";
import {
  flowRunPoint,
  flowRunPointsBody,
  namedTaskRun,
  taskRunCounts,
  taskRunCountsBody,
  taskRunOutcomes,
  taskRunOutcomesBody,
  taskRunStateCounts,
} from "@tutti/core/wire/prefect-ui";
import { taskRunsCountBody } from "@tutti/core/wire/task-run";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["UI"];

/** What Prefect's web UI reads beside the public operations. */
export const prefectUiRoutes = [
  defineRoute({
    method: "POST",
    path: "/ui/flow_runs/history",
    summary: "Flow runs as points of a scatter plot",
    tags,
    body: flowRunPointsBody,
    reply: { 200: z.array(flowRunPoint) },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("plotFlowRuns", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/ui/flow_runs/count-task-runs",
    summary: "Count the task runs of flow runs",
    tags,
    body: taskRunCountsBody,
    reply: { 200: taskRunCounts },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("countTaskRunsOfFlowRuns", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/ui/task_runs/count",
    summary: "Count task runs by state",
    tags,
    body: taskRunsCountBody,
    reply: { 200: taskRunStateCounts },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("countTaskRunsByState", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/ui/task_runs/dashboard/counts",
    summary: "Count how task runs ended over time",
    tags,
    body: taskRunOutcomesBody,
    reply: { 200: taskRunOutcomes },
    errors: ["invalid_request"],
    async handle({ body }, { store }) {
      const after = body.task_runs.start_time?.after_ ?? null;
      if (after === null) throw new ApiError("invalid_request", "task_runs.start_time.after_ is required");
      return { status: 200, body: await store.read("taskRunOutcomes", { ...body, after }) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/ui/task_runs/{id}",
    summary: "Read a task run with the name of its flow run",
    tags,
    params: z.object({ id: uuid }),
    reply: { 200: namedTaskRun },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const run = await store.read("readTaskRunWithFlowRunName", params);
      if (run === null) throw new ApiError("not_found", "Task not found");
      return { status: 200, body: run };
    },
  }),
];
