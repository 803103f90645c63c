import {
  runsActivity,
  runsActivityBody,
  runsByFlow,
  runsByFlowBody,
  runsScatter,
  runsScatterBody,
} from "@tutti/core/wire/dashboard-runs";
import { defineRoute } from "../http/route.ts";
import { refuseShortInterval } from "./history-interval.ts";

const tags = ["Dashboard"];

/** What the dashboard tells of many runs at once. */
export const dashboardManyRunsRoutes = [
  defineRoute({
    method: "POST",
    path: "/tutti/runs/scatter",
    summary: "Flow runs by their start and length",
    tags,
    body: runsScatterBody,
    reply: { 200: runsScatter },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("runsScatter", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/tutti/runs/activity",
    summary: "Count flow runs, and their task runs, by state over time",
    tags,
    body: runsActivityBody,
    reply: { 200: runsActivity },
    errors: ["invalid_request"],
    async handle({ body }, { store }) {
      refuseShortInterval(body);
      return { status: 200, body: await store.read("runsActivity", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/tutti/runs/by-flow",
    summary: "The newest flow run of each flow, and how its others stand",
    tags,
    body: runsByFlowBody,
    reply: { 200: runsByFlow },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("runsByFlow", body) };
    },
  }),
];
