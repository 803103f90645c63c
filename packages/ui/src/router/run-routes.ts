import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { readCompareSearch } from "../features/compare/compare-search.ts";
import { readFlowSearch, readFlowsSearch } from "../features/flows/flows-search.ts";
import { readHomeSearch } from "../features/home/home-search.ts";
import { readRunSearch } from "../features/run/run-search.ts";
import { defaultViewPreference } from "../features/runs/default-view.ts";
import { readRunsSearch } from "../features/runs/runs-search.ts";
import { readTaskRunsSearch } from "../features/task-runs/task-runs-search.ts";
import { readTaskRunSearch } from "../features/task-run/task-run-search.ts";
import { rootRoute } from "./root-route.tsx";

export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  validateSearch: readHomeSearch,
  component: lazyRouteComponent(() => import("../features/home/home-page.tsx"), "HomePage"),
});

export const runsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/runs",
  validateSearch: readRunsSearch,
  // Who comes without filters sees the view that this browser opens with; clearing the filters stays on the page.
  beforeLoad: ({ cause, search }) => {
    const view = defaultViewPreference.read();
    if (cause !== "enter" || view === null || Object.keys(search).length > 0) return;
    redirect({ to: "/runs", search: view.search, replace: true, throw: true });
  },
  component: lazyRouteComponent(() => import("../features/runs/runs-page.tsx"), "RunsPage"),
});

export const runRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/runs/run/$id",
  validateSearch: readRunSearch,
  component: lazyRouteComponent(() => import("../features/run/run-page.tsx"), "RunPage"),
});

export const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/runs/compare",
  validateSearch: readCompareSearch,
  component: lazyRouteComponent(() => import("../features/compare/compare-page.tsx"), "ComparePage"),
});

export const taskRunsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/task-runs",
  validateSearch: readTaskRunsSearch,
  component: lazyRouteComponent(() => import("../features/task-runs/task-runs-page.tsx"), "TaskRunsPage"),
});

export const taskRunRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/runs/task-run/$id",
  validateSearch: readTaskRunSearch,
  component: lazyRouteComponent(() => import("../features/task-run/task-run-page.tsx"), "TaskRunPage"),
});

/** The address that Prefect's tools print. */
export const prefectRunRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/runs/flow-run/$id",
  beforeLoad: ({ params }) => {
    redirect({ to: "/runs/run/$id", params, replace: true, throw: true });
  },
});

export const flowsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/flows",
  validateSearch: readFlowsSearch,
  component: lazyRouteComponent(() => import("../features/flows/flows-page.tsx"), "FlowsPage"),
});

export const flowRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/flows/flow/$id",
  validateSearch: readFlowSearch,
  component: lazyRouteComponent(() => import("../features/flows/flow-page.tsx"), "FlowPage"),
});
