import type { PrefectUiWorld } from "./prefect-ui-world.ts";

/** A page: its name, where it is, and something that it shows. */
type PrefectUiPage = readonly [name: string, address: (world: PrefectUiWorld) => string, shown: string];

/** Every page of both UIs. */
export const PREFECT_UI_PAGES: readonly PrefectUiPage[] = [
  ["dashboard", () => "/dashboard", "Dashboard"],
  ["runs", () => "/runs", "main-flow"],
  ["a flow run", ({ flowRun }) => `/runs/flow-run/${flowRun}`, "main-flow"],
  ["a task run", ({ taskRun }) => `/runs/task-run/${taskRun}`, "train-0"],
  ["flows", () => "/flows", "main-flow"],
  ["a flow", ({ flow }) => `/flows/flow/${flow}`, "main-flow"],
  ["deployments", () => "/deployments", "taxi1"],
  ["a deployment", ({ deployment }) => `/deployments/deployment/${deployment}`, "taxi1"],
  ["a deployment's run", ({ deployment }) => `/deployments/deployment/${deployment}/run`, "size"],
  ["a deployment's edit", ({ deployment }) => `/deployments/deployment/${deployment}/edit`, "taxi1"],
  ["a deployment's twin", ({ deployment }) => `/deployments/deployment/${deployment}/duplicate`, "taxi1"],
  ["work pools", () => "/work-pools", "zoompool"],
  ["a new work pool", () => "/work-pools/create", "Process"],
  ["a work pool", () => "/work-pools/work-pool/zoompool", "zoompool"],
  ["a work pool's edit", () => "/work-pools/work-pool/zoompool/edit", "zoompool"],
  ["a queue", () => "/work-pools/work-pool/zoompool/queue/default", "default"],
  ["a new queue", () => "/work-pools/work-pool/zoompool/queue/create", "Priority"],
  ["blocks", () => "/blocks", "token"],
  ["the catalog of blocks", () => "/blocks/catalog", "Secret"],
  ["a type of block", () => "/blocks/catalog/secret", "Secret"],
  ["a new block", () => "/blocks/catalog/secret/create", "Secret"],
  ["a block", ({ block }) => `/blocks/block/${block}`, "token"],
  ["a block's edit", ({ block }) => `/blocks/block/${block}/edit`, "Secret"],
  ["variables", () => "/variables", "bucket"],
  ["automations", () => "/automations", "retrain"],
  ["a new automation", () => "/automations/create", "Trigger"],
  ["an automation", ({ automation }) => `/automations/automation/${automation}`, "retrain"],
  ["an automation's edit", ({ automation }) => `/automations/automation/${automation}/edit`, "Trigger"],
  ["events", () => "/events", "Events"],
  ["an event", ({ event }) => `/events/event/${event}`, "Event"],
  ["concurrency limits", () => "/concurrency-limits", "database"],
  ["the limit of a tag", ({ limit }) => `/concurrency-limits/concurrency-limit/${limit}`, "io"],
  ["artifacts", () => "/artifacts", "report"],
  ["an artifact", ({ artifact }) => `/artifacts/artifact/${artifact}`, "report"],
  ["artifacts of a key", () => "/artifacts/key/report", "report"],
  ["settings", () => "/settings", "Theme"],
];
