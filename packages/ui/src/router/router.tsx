import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { readFlowsSearch } from "./features/flows/flows-search.ts";
import { readRunSearch } from "./features/run/run-search.ts";
import { readRunsSearch } from "./features/runs/runs-search.ts";
import { NotFoundPage } from "./shell/not-found-page.tsx";
import { CrashedPage } from "./shell/crashed-page.tsx";
import { Shell } from "./shell/shell.tsx";
import { parseSearch, stringifySearch } from "./url/search-params.ts";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    redirect({ to: "/runs", replace: true, throw: true });
  },
});

const runs = createRoute({
  getParentRoute: () => root,
  path: "/runs",
  validateSearch: readRunsSearch,
  component: lazyRouteComponent(() => import("./features/runs/runs-page.tsx"), "RunsPage"),
});

const run = createRoute({
  getParentRoute: () => root,
  path: "/runs/run/$id",
  validateSearch: readRunSearch,
  component: lazyRouteComponent(() => import("./features/run/run-page.tsx"), "RunPage"),
});

/** The address that Prefect's tools print. */
const prefectRun = createRoute({
  getParentRoute: () => root,
  path: "/runs/flow-run/$id",
  beforeLoad: ({ params }) => {
    redirect({ to: "/runs/run/$id", params, replace: true, throw: true });
  },
});

const flows = createRoute({
  getParentRoute: () => root,
  path: "/flows",
  validateSearch: readFlowsSearch,
  component: lazyRouteComponent(() => import("./features/flows/flows-page.tsx"), "FlowsPage"),
});

const flow = createRoute({
  getParentRoute: () => root,
  path: "/flows/flow/$id",
  validateSearch: readRunsSearch,
  component: lazyRouteComponent(() => import("./features/flows/flow-page.tsx"), "FlowPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([home, runs, run, prefectRun, flows, flow]),
  basepath: "/dashboard",
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultErrorComponent: CrashedPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
