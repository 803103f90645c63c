import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readCustomRunSearch, readDeploymentSearch } from "../features/deployment/deployment-search.ts";
import { readDeploymentsSearch } from "../features/deployments/deployments-search.ts";
import { rootRoute } from "./root-route.tsx";

// The addresses are those that Prefect's tools print.

export const deploymentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/deployments",
  validateSearch: readDeploymentsSearch,
  component: lazyRouteComponent(() => import("../features/deployments/deployments-page.tsx"), "DeploymentsPage"),
});

export const deploymentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/deployments/deployment/$id",
  validateSearch: readDeploymentSearch,
  component: lazyRouteComponent(() => import("../features/deployment/deployment-page.tsx"), "DeploymentPage"),
});

export const customRunRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/deployments/deployment/$id/run",
  validateSearch: readCustomRunSearch,
  component: lazyRouteComponent(() => import("../features/deployment/custom-run-page.tsx"), "CustomRunPage"),
});

export const editDeploymentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/deployments/deployment/$id/edit",
  component: lazyRouteComponent(() => import("../features/deployment/edit-deployment-page.tsx"), "EditDeploymentPage"),
});
