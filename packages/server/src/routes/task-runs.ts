import { orchestrationResult, setStateBody } from "@tutti/core/wire/orchestration";
import { uuid } from "@tutti/core/wire/primitives";
import { taskRun, taskRunCreate, taskRunUpdate } from "@tutti/core/wire/task-run";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";
import { leaseEpoch } from "./lease-epoch.ts";
import { asModelError } from "./model-not-found.ts";
import { proposalReply } from "./proposal-reply.ts";

const tags = ["Task Runs"];
const params = z.object({ id: uuid });

export const taskRunRoutes = [
  defineRoute({
    method: "POST",
    path: "/task_runs",
    summary: "Create a task run, or find the one of that flow run, task key and dynamic key",
    tags,
    body: taskRunCreate,
    reply: { 200: taskRun, 201: taskRun },
    errors: ["conflict", "lease_lost"],
    async handle({ body, headers }, { store }) {
      const { task_run, created } = await store.command("createTaskRun", { create: body, epoch: leaseEpoch(headers) });
      return { status: created ? 201 : 200, body: task_run };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/task_runs/{id}",
    summary: "Update a task run",
    tags,
    params,
    body: taskRunUpdate,
    reply: { 204: null },
    errors: ["not_found", "lease_lost"],
    async handle({ params, body, headers }, { store }) {
      await store.command("updateTaskRun", { id: params.id, update: body, epoch: leaseEpoch(headers) });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/task_runs/{id}",
    summary: "Delete a task run with its states",
    tags,
    params,
    reply: { 204: null },
    errors: ["not_found", "lease_lost"],
    async handle({ params, headers }, { store }) {
      await store.command("deleteTaskRun", { id: params.id, epoch: leaseEpoch(headers) });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/task_runs/{id}/set_state",
    summary: "Propose a state for a task run",
    tags,
    params,
    body: setStateBody,
    reply: { 200: orchestrationResult, 201: orchestrationResult },
    errors: ["not_found", "lease_lost"],
    async handle({ params, body, headers }, { store }) {
      const { state, force } = body;
      const proposal = { id: params.id, state, force, epoch: leaseEpoch(headers) };
      return proposalReply(await asModelError(store.command("setTaskRunState", proposal)));
    },
  }),
];
