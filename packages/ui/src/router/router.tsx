import { createRouter } from "@tanstack/react-router";
import { CrashedPage } from "../shell/crashed-page.tsx";
import { parseSearch, stringifySearch } from "../url/search-params.ts";
import { customRunRoute, deploymentRoute, deploymentsRoute, editDeploymentRoute } from "./deployment-routes.ts";
import {
  createWorkPoolRoute,
  editWorkPoolRoute,
  queueRoute,
  workerRoute,
  workPoolRoute,
  workPoolsRoute,
} from "./work-pool-routes.ts";
import {
  blockRoute,
  blocksRoute,
  blockTypeRoute,
  catalogRoute,
  createBlockRoute,
  editBlockRoute,
  limitRoute,
  limitsRoute,
  settingsRoute,
  variablesRoute,
} from "./object-routes.ts";
import {
  artifactKeyRoute,
  artifactRoute,
  artifactsRoute,
  assetRoute,
  assetsRoute,
  automationRoute,
  automationsRoute,
  createAutomationRoute,
  editAutomationRoute,
  eventsRoute,
} from "./record-routes.ts";
import { rootRoute } from "./root-route.tsx";
import {
  compareRoute,
  flowRoute,
  flowsRoute,
  homeRoute,
  prefectRunRoute,
  runRoute,
  runsRoute,
  taskRunRoute,
  taskRunsRoute,
} from "./run-routes.ts";

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    homeRoute,
    runsRoute,
    compareRoute,
    runRoute,
    prefectRunRoute,
    taskRunRoute,
    taskRunsRoute,
    flowsRoute,
    flowRoute,
    deploymentsRoute,
    deploymentRoute,
    customRunRoute,
    editDeploymentRoute,
    workPoolsRoute,
    createWorkPoolRoute,
    workPoolRoute,
    editWorkPoolRoute,
    queueRoute,
    workerRoute,
    variablesRoute,
    limitsRoute,
    limitRoute,
    settingsRoute,
    blocksRoute,
    catalogRoute,
    blockTypeRoute,
    createBlockRoute,
    blockRoute,
    editBlockRoute,
    artifactsRoute,
    artifactKeyRoute,
    artifactRoute,
    assetsRoute,
    assetRoute,
    eventsRoute,
    automationsRoute,
    createAutomationRoute,
    automationRoute,
    editAutomationRoute,
  ]),
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
