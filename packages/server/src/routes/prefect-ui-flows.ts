import { deploymentCounts, flowIdsBody, nextRuns } from "@tutti/core/wire/prefect-ui";
import { defineRoute } from "../http/route.ts";

const tags = ["UI"];

/** What Prefect's web UI says of flows in a list. */
export const prefectUiFlowRoutes = [
  defineRoute({
    method: "POST",
    path: "/ui/flows/count-deployments",
    summary: "Count the deployments of flows",
    tags,
    body: flowIdsBody,
    reply: { 200: deploymentCounts },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("countDeploymentsOfFlows", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/ui/flows/next-runs",
    summary: "The next scheduled run of flows",
    tags,
    body: flowIdsBody,
    reply: { 200: nextRuns },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("nextRunsOfFlows", body) };
    },
  }),
];
