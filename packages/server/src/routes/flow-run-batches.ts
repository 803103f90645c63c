import { leaseSupportOf } from "@tutti/core/client-version";
import {
  beginFlowRunsBody,
  begunFlowRuns,
  flowRunStatesSet,
  setFlowRunStatesBody,
} from "@tutti/core/wire/flow-run-batch";
import { defineRoute } from "../http/route.ts";

const tags = ["Flow Runs"];
/** Parameters and results of many. */
const bodyBytesMax = 8 * 1024 * 1024;

/** What the runs of one process ask for at the same time. */
export const flowRunBatchRoutes = [
  defineRoute({
    method: "POST",
    path: "/tutti/flow_runs/begin",
    summary: "Create flow runs, become their owner and take them to Running, in one",
    tags,
    body: beginFlowRunsBody,
    reply: { 200: begunFlowRuns },
    // Of a flow that is deleted at the same time.
    errors: ["conflict"],
    bodyBytesMax,
    async handle({ body, headers }, { store }) {
      const { owner, ttl_seconds, flow_runs } = body;
      const leaseSupport = leaseSupportOf(headers["user-agent"] ?? null);
      const asked = { flowRuns: flow_runs, owner, ttlSeconds: ttl_seconds, leaseSupport };
      return { status: 200, body: { flow_runs: await store.command("beginFlowRuns", asked) } };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/tutti/flow_runs/set_states",
    summary: "Propose states for flow runs, as the owner of each",
    tags,
    body: setFlowRunStatesBody,
    reply: { 200: flowRunStatesSet },
    bodyBytesMax,
    async handle({ body, headers }, { store }) {
      const leaseSupport = leaseSupportOf(headers["user-agent"] ?? null);
      const results = await store.command("setFlowRunStates", { proposals: body.proposals, leaseSupport });
      return { status: 200, body: { results } };
    },
  }),
];
