import type { IncomingHttpHeaders } from "node:http";
import { leaseSupportOf, type LeaseSupport } from "@tutti/core/client-version";
import {
  bulkSetStateBody,
  bulkSetStateResult,
  orchestrationResult,
  resumeBody,
  setStateBody,
} from "@tutti/core/wire/orchestration";
import { PLANNED_STOP_HEADER } from "@tutti/core/wire/lease";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";
import { leaseEpoch } from "./lease-epoch.ts";
import { asModelError } from "./model-not-found.ts";
import { proposalReply } from "./proposal-reply.ts";

const tags = ["Flow Runs"];
const params = z.object({ id: uuid });
const reply = { 200: orchestrationResult, 201: orchestrationResult };

/** Proposals of flow runs' states. */
export const flowRunStateRoutes = [
  defineRoute({
    method: "POST",
    path: "/flow_runs/{id}/set_state",
    summary: "Propose a state for a flow run",
    tags,
    params,
    body: setStateBody,
    reply,
    errors: ["not_found", "lease_lost"],
    async handle({ params, body, headers }, { store }) {
      const proposal = { ...terms(headers), state: body.state, policy: policy(body) };
      return proposalReply(await asModelError(store.command("setFlowRunState", { ...proposal, id: params.id })));
    },
  }),
  defineRoute({
    method: "POST",
    path: "/flow_runs/{id}/resume",
    summary: "Let a paused or suspended flow run go on",
    tags,
    params,
    body: resumeBody,
    reply,
    errors: ["not_found"],
    async handle({ params, body, headers }, { store }) {
      const { leaseSupport } = terms(headers);
      const resume = { id: params.id, runInput: body.run_input ?? null, leaseSupport };
      return proposalReply(await asModelError(store.command("resumeFlowRun", resume)));
    },
  }),
  defineRoute({
    method: "POST",
    path: "/flow_runs/bulk_set_state",
    summary: "Propose a state for each of the flow runs that match",
    tags,
    body: bulkSetStateBody,
    reply: { 200: bulkSetStateResult },
    errors: ["lease_lost"],
    async handle({ body, headers }, { store }) {
      const { flow_runs, limit, state } = body;
      const proposal = { ...terms(headers), flow_runs, limit, state, policy: policy(body) };
      return { status: 200, body: await store.command("bulkSetFlowRunState", proposal) };
    },
  }),
];

function terms(headers: IncomingHttpHeaders): {
  leaseSupport: LeaseSupport;
  epoch: number | null;
  isPlannedStop: boolean;
} {
  return {
    leaseSupport: leaseSupportOf(headers["user-agent"] ?? null),
    epoch: leaseEpoch(headers),
    isPlannedStop: headers[PLANNED_STOP_HEADER] === "1",
  };
}

function policy(body: { force: boolean }): "forced" | "client" {
  return body.force ? "forced" : "client";
}
