import { flowRun } from "@tutti/core/wire/flow-run";
import { uuid } from "@tutti/core/wire/primitives";
import { poolPollBody, queuePollBody, workerOffer } from "@tutti/core/wire/work-offer";
import { z } from "zod";
import { HttpError } from "../http/http-error.ts";
import { defineRoute } from "../http/route.ts";

/** What workers and agents poll. */
export const workOfferRoutes = [
  defineRoute({
    method: "POST",
    path: "/work_pools/{name}/get_scheduled_flow_runs",
    summary: "Offer a worker the runs that it may take",
    tags: ["Work Pools"],
    params: z.object({ name: z.string() }),
    body: poolPollBody,
    reply: { 200: z.array(workerOffer) },
    errors: ["not_found"],
    async handle({ params, body }, { store }) {
      const { offers, polled } = await store.read("workForPool", { ...body, pool: params.name });
      if (polled.length > 0) await store.command("recordPolls", { queueIds: polled });
      return { status: 200, body: offers };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/work_queues/{id}/get_runs",
    summary: "Offer an agent the runs that it may take",
    tags: ["Work Queues"],
    params: z.object({ id: uuid }),
    body: queuePollBody,
    reply: { 200: z.array(flowRun) },
    errors: ["not_found"],
    async handle({ params, body, headers }, { store }) {
      const poll = await store.read("workForQueue", { ...body, id: params.id });
      if (poll === null) throw new HttpError(404, { exception_message: `Work queue with id ${params.id} not found.` });
      const isLookedAt = /^(1|t|true|on|y|yes)$/i.test(String(headers["x-prefect-ui"] ?? ""));
      if (poll.isNews && !isLookedAt) await store.command("recordPolls", { queueIds: [params.id] });
      return { status: 200, body: [...poll.runs] };
    },
  }),
];
