import { flowRun } from "@tutti/core/wire/flow-run";
import { uuid } from "@tutti/core/wire/primitives";
import { rerunBody } from "@tutti/core/wire/rerun";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

/** Another run like one that has ended. */
export const rerunRoutes = [
  defineRoute({
    method: "POST",
    path: "/tutti/flow_runs/{id}/rerun",
    summary: "Run a flow run again as another one, from the beginning or from a step",
    tags: ["Flow Runs"],
    params: z.object({ id: uuid }),
    body: rerunBody,
    reply: { 200: flowRun, 201: flowRun },
    errors: ["not_found", "conflict", "bad_request"],
    async handle({ params, body }, { store }) {
      const { flow_run, created } = await store.command("rerunFlowRun", { id: params.id, rerun: body });
      return { status: created ? 201 : 200, body: flow_run };
    },
  }),
];
