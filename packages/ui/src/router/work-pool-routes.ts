import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readQueueSearch, readWorkPoolSearch } from "../features/work-pool/work-pool-search.ts";
import { readWorkerSearch } from "../features/worker/worker-search.ts";
import { readWorkPoolsSearch } from "../features/work-pools/work-pools-search.ts";
import { rootRoute } from "./root-route.tsx";

// The addresses are those that Prefect's tools print.

export const workPoolsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/work-pools",
  validateSearch: readWorkPoolsSearch,
  component: lazyRouteComponent(() => import("../features/work-pools/work-pools-page.tsx"), "WorkPoolsPage"),
});

export const createWorkPoolRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/work-pools/create",
  component: lazyRouteComponent(() => import("../features/work-pool/create-work-pool-page.tsx"), "CreateWorkPoolPage"),
});

export const workPoolRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/work-pools/work-pool/$name",
  validateSearch: readWorkPoolSearch,
  component: lazyRouteComponent(() => import("../features/work-pool/work-pool-page.tsx"), "WorkPoolPage"),
});

export const editWorkPoolRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/work-pools/work-pool/$name/edit",
  component: lazyRouteComponent(() => import("../features/work-pool/edit-work-pool-page.tsx"), "EditWorkPoolPage"),
});

export const queueRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/work-pools/work-pool/$name/queue/$queue",
  validateSearch: readQueueSearch,
  component: lazyRouteComponent(() => import("../features/work-pool/queue-page.tsx"), "QueuePage"),
});

export const workerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/work-pools/work-pool/$name/worker/$worker",
  validateSearch: readWorkerSearch,
  component: lazyRouteComponent(() => import("../features/worker/worker-page.tsx"), "WorkerPage"),
});
