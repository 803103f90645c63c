import type { Route } from "../http/route.ts";
import { adminRoutes } from "./admin.ts";
import { artifactRoutes } from "./artifacts.ts";
import { assetRoutes } from "./assets.ts";
import { concurrencyLimitV1Routes } from "./concurrency-limits-v1.ts";
import { concurrencyLimitV2Routes } from "./concurrency-limits-v2.ts";
import { concurrencySlotRoutes } from "./concurrency-slots.ts";
import { automationReadRoutes } from "./automations-read.ts";
import { automationRoutes } from "./automations.ts";
import { blockDocumentRoutes } from "./block-documents.ts";
import { blockSchemaRoutes } from "./block-schemas.ts";
import { blockTypeRoutes } from "./block-types.ts";
import { collectionRoutes } from "./collections.ts";
import { csrfTokenRoutes } from "./csrf-token.ts";
import { dashboardBlockRoutes } from "./dashboard-blocks.ts";
import { dashboardLimitRoutes } from "./dashboard-limits.ts";
import { dashboardManyRunsRoutes } from "./dashboard-many-runs.ts";
import { dashboardRunRoutes } from "./dashboard-runs.ts";
import { dashboardWorkRoutes } from "./dashboard-work.ts";
import { dashboardRoutes } from "./dashboard.ts";
import { deploymentRunRoutes } from "./deployment-runs.ts";
import { deploymentScheduleRoutes } from "./deployment-schedules.ts";
import { deploymentReadRoutes } from "./deployments-read.ts";
import { deploymentRoutes } from "./deployments.ts";
import { eventReadRoutes } from "./events-read.ts";
import { eventRoutes } from "./events.ts";
import { eventWaitRoutes } from "./event-waits.ts";
import { flowRunGraphRoutes } from "./flow-run-graphs.ts";
import { flowRunInputRoutes } from "./flow-run-inputs.ts";
import { flowRunReadRoutes } from "./flow-runs-read.ts";
import { flowReadRoutes } from "./flows-read.ts";
import { healthRoutes } from "./health.ts";
import { logRoutes } from "./logs.ts";
import { prefectUiFlowRoutes } from "./prefect-ui-flows.ts";
import { prefectUiSchemaRoutes } from "./prefect-ui-schemas.ts";
import { prefectUiRoutes } from "./prefect-ui.ts";
import { runStateRoutes } from "./run-states.ts";
import { keyRotationRoutes } from "./key-rotation.ts";
import { serverStopRoutes } from "./server-stop.ts";
import { rerunRoutes } from "./reruns.ts";
import { savedSearchRoutes } from "./saved-searches.ts";
import { tagSlotRoutes } from "./tag-slots.ts";
import { taskRunReadRoutes } from "./task-runs-read.ts";
import { templateRoutes } from "./templates.ts";
import { taskWorkerRoutes } from "./task-workers.ts";
import { variableRoutes } from "./variables.ts";
import { workOfferRoutes } from "./work-offers.ts";
import { workPoolQueueRoutes } from "./work-pool-queues.ts";
import { workPoolRoutes } from "./work-pools.ts";
import { workQueueRoutes } from "./work-queues.ts";
import { workSlotRoutes } from "./work-slots.ts";
import { workerRoutes } from "./workers.ts";
import { flowRunBatchRoutes } from "./flow-run-batches.ts";
import { flowRunRoutes } from "./flow-runs.ts";
import { flowRunStateRoutes } from "./flow-run-states.ts";
import { flowRoutes } from "./flows.ts";
import { leaseRoutes } from "./leases.ts";
import { taskRunRoutes } from "./task-runs.ts";

/** Every operation below `/api`. */
export const routes: readonly Route[] = [
  ...healthRoutes,
  ...csrfTokenRoutes,
  ...keyRotationRoutes,
  ...serverStopRoutes,
  ...flowReadRoutes,
  ...flowRunReadRoutes,
  ...deploymentReadRoutes,
  ...deploymentRoutes,
  ...deploymentRunRoutes,
  ...deploymentScheduleRoutes,
  ...flowRunGraphRoutes,
  ...taskRunReadRoutes,
  ...runStateRoutes,
  ...prefectUiRoutes,
  ...prefectUiFlowRoutes,
  ...prefectUiSchemaRoutes,
  ...dashboardRoutes,
  ...dashboardBlockRoutes,
  ...dashboardWorkRoutes,
  ...dashboardLimitRoutes,
  ...dashboardManyRunsRoutes,
  ...dashboardRunRoutes,
  ...assetRoutes,
  ...adminRoutes,
  ...automationReadRoutes,
  ...automationRoutes,
  ...artifactRoutes,
  ...collectionRoutes,
  ...blockTypeRoutes,
  ...blockSchemaRoutes,
  ...blockDocumentRoutes,
  ...eventRoutes,
  ...eventReadRoutes,
  ...flowRunInputRoutes,
  ...logRoutes,
  ...flowRunRoutes,
  ...flowRunStateRoutes,
  ...flowRunBatchRoutes,
  ...flowRoutes,
  ...leaseRoutes,
  ...eventWaitRoutes,
  ...rerunRoutes,
  ...taskRunRoutes,
  ...templateRoutes,
  ...variableRoutes,
  ...concurrencyLimitV2Routes,
  ...concurrencySlotRoutes,
  ...workPoolRoutes,
  ...workPoolQueueRoutes,
  ...workQueueRoutes,
  ...workerRoutes,
  ...workOfferRoutes,
  ...workSlotRoutes,
  ...concurrencyLimitV1Routes,
  ...tagSlotRoutes,
  ...taskWorkerRoutes,
  ...savedSearchRoutes,
];
