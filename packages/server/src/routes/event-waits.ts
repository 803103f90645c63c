import { eventWaitsBody } from "@tutti/core/wire/event-wait";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";
import { leaseEpoch } from "./lease-epoch.ts";

const tags = ["Flow Runs"];
const params = z.object({ id: uuid });

/** Runs that wait for an event without a process. */
export const eventWaitRoutes = [
  defineRoute({
    method: "POST",
    path: "/tutti/flow_runs/{id}/event-waits",
    summary: "Watch for the events that a flow run waits for",
    tags,
    params,
    body: eventWaitsBody,
    reply: { 204: null },
    errors: ["not_found", "lease_lost"],
    async handle({ params, body, headers }, { store }) {
      await store.command("armEventWaits", { id: params.id, waits: body.waits, epoch: leaseEpoch(headers) });
      return { status: 204 };
    },
  }),
];
