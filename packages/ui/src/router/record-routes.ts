import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readArtifactKeySearch, readArtifactsSearch } from "../features/artifacts/artifacts-search.ts";
import { readAssetSearch, readAssetsSearch } from "../features/assets/assets-search.ts";
import { readBlocksSearch } from "../features/blocks/blocks-search.ts";
import { readEventsSearch } from "../features/events/events-search.ts";
import { rootRoute } from "./root-route.tsx";

// What happened and what is done about it. The addresses are those that Prefect's tools print.

export const artifactsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/artifacts",
  validateSearch: readArtifactsSearch,
  component: lazyRouteComponent(() => import("../features/artifacts/artifacts-page.tsx"), "ArtifactsPage"),
});

export const artifactKeyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/artifacts/key/$key",
  validateSearch: readArtifactKeySearch,
  component: lazyRouteComponent(() => import("../features/artifacts/artifact-key-page.tsx"), "ArtifactKeyPage"),
});

export const artifactRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/artifacts/artifact/$id",
  component: lazyRouteComponent(() => import("../features/artifacts/artifact-page.tsx"), "ArtifactPage"),
});

export const assetsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/assets",
  validateSearch: readAssetsSearch,
  component: lazyRouteComponent(() => import("../features/assets/assets-page.tsx"), "AssetsPage"),
});

export const assetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/assets/asset",
  validateSearch: readAssetSearch,
  component: lazyRouteComponent(() => import("../features/assets/asset-page.tsx"), "AssetPage"),
});

export const eventsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/events",
  validateSearch: readEventsSearch,
  component: lazyRouteComponent(() => import("../features/events/events-page.tsx"), "EventsPage"),
});

export const automationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/automations",
  validateSearch: readBlocksSearch,
  component: lazyRouteComponent(() => import("../features/automations/automations-page.tsx"), "AutomationsPage"),
});

export const createAutomationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/automations/create",
  component: lazyRouteComponent(
    () => import("../features/automations/create-automation-page.tsx"),
    "CreateAutomationPage",
  ),
});

export const automationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/automations/automation/$id",
  component: lazyRouteComponent(() => import("../features/automations/automation-page.tsx"), "AutomationPage"),
});

export const editAutomationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/automations/automation/$id/edit",
  component: lazyRouteComponent(() => import("../features/automations/edit-automation-page.tsx"), "EditAutomationPage"),
});
