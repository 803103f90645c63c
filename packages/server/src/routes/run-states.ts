import { ApiError } from "@tutti/core/errors";
import { uuid } from "@tutti/core/wire/primitives";
import { state } from "@tutti/core/wire/state";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Run States"];

/** States of flow runs and of task runs. */
export const runStateRoutes = [
  defineRoute({
    method: "GET",
    path: "/flow_run_states",
    summary: "List the states of a flow run, oldest first",
    tags,
    query: z.object({ flow_run_id: uuid }),
    reply: { 200: z.array(state) },
    async handle({ query }, { store }) {
      return { status: 200, body: await store.read("listFlowRunStates", { flowRunId: query.flow_run_id }) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/flow_run_states/{id}",
    summary: "Read a state of a flow run",
    tags,
    params: z.object({ id: uuid }),
    reply: { 200: state },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      return { status: 200, body: found(await store.read("readFlowRunState", params)) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/task_run_states",
    summary: "List the states of a task run, oldest first",
    tags,
    query: z.object({ task_run_id: uuid }),
    reply: { 200: z.array(state) },
    async handle({ query }, { store }) {
      return { status: 200, body: await store.read("listTaskRunStates", { taskRunId: query.task_run_id }) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/task_run_states/{id}",
    summary: "Read a state of a task run",
    tags,
    params: z.object({ id: uuid }),
    reply: { 200: state },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      return { status: 200, body: found(await store.read("readTaskRunState", params)) };
    },
  }),
];

/** Prefect says the same for both kinds. */
function found<T>(state: T | null): T {
  if (state === null) throw new ApiError("not_found", "Flow run state not found");
  return state;
}
