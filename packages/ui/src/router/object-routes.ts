import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { readBlocksSearch } from "../features/blocks/blocks-search.ts";
import { readLimitsSearch } from "../features/limits/limits-search.ts";
import { readSettingsSearch } from "../features/settings/settings-search.ts";
import { readVariablesSearch } from "../features/variables/variables-search.ts";
import { rootRoute } from "./root-route.tsx";

// The addresses are those that Prefect's tools print.

export const variablesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/variables",
  validateSearch: readVariablesSearch,
  component: lazyRouteComponent(() => import("../features/variables/variables-page.tsx"), "VariablesPage"),
});

export const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings",
  validateSearch: readSettingsSearch,
  component: lazyRouteComponent(() => import("../features/settings/settings-page.tsx"), "SettingsPage"),
});

export const limitsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/concurrency-limits",
  validateSearch: readLimitsSearch,
  component: lazyRouteComponent(() => import("../features/limits/limits-page.tsx"), "LimitsPage"),
});

export const limitRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/concurrency-limits/concurrency-limit/$id",
  component: lazyRouteComponent(() => import("../features/limits/limit-page.tsx"), "LimitPage"),
});

export const blocksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/blocks",
  validateSearch: readBlocksSearch,
  component: lazyRouteComponent(() => import("../features/blocks/blocks-page.tsx"), "BlocksPage"),
});

export const catalogRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/blocks/catalog",
  validateSearch: readBlocksSearch,
  component: lazyRouteComponent(() => import("../features/blocks/catalog-page.tsx"), "CatalogPage"),
});

export const blockTypeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/blocks/catalog/$slug",
  beforeLoad: ({ params }) => {
    redirect({ to: "/blocks/catalog/$slug/create", params, replace: true, throw: true });
  },
});

export const createBlockRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/blocks/catalog/$slug/create",
  component: lazyRouteComponent(() => import("../features/blocks/create-block-page.tsx"), "CreateBlockPage"),
});

export const blockRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/blocks/block/$id",
  component: lazyRouteComponent(() => import("../features/blocks/block-page.tsx"), "BlockPage"),
});

export const editBlockRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/blocks/block/$id/edit",
  component: lazyRouteComponent(() => import("../features/blocks/edit-block-page.tsx"), "EditBlockPage"),
});
