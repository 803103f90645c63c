import { assetLineage } from "./assets/asset-lineage.ts";
import { assetsPage } from "./assets/assets-page.ts";
import { compareRuns } from "./flow-runs/compare-runs.ts";
import { deploymentLimits } from "./limits/deployment-limits.ts";
import { flowGrid } from "./flow-runs/flow-grid.ts";
import { limitUse } from "./limits/limit-use.ts";
import { poolOccupancy } from "./work-pools/pool-occupancy.ts";
import { queuePlan } from "./work-pools/queue-plan.ts";
import { variableUses } from "./variables/variable-uses.ts";
import { workerDetails } from "./work-pools/worker-details.ts";
import { workerLogs } from "./work-pools/worker-logs.ts";
import { blockUses } from "./blocks/block-uses.ts";
import { channelNews } from "./work-pools/channel-news.ts";
import { checkWorkQueues } from "./work-pools/check-work-queues.ts";
import { countArtifacts } from "./artifacts/count-artifacts.ts";
import { countAutomations } from "./automations/count-automations.ts";
import { countBlockDocuments } from "./blocks/count-block-documents.ts";
import { countDeployments } from "./deployments/count-deployments.ts";
import { countDeploymentsOfFlows } from "./deployments/count-deployments-of-flows.ts";
import { countDocumentsOfOtherKeys } from "./blocks/count-documents-of-other-keys.ts";
import { countEvents } from "./events/count-events.ts";
import { countEventsBySubject } from "./events/count-events-by-subject.ts";
import { countEventsByTime } from "./events/count-events-by-time.ts";
import { countFlowRuns } from "./flow-runs/count-flow-runs.ts";
import { countFlows } from "./flows/count-flows.ts";
import { countLatestArtifacts } from "./artifacts/count-latest-artifacts.ts";
import { countTaskRuns } from "./task-runs/count-task-runs.ts";
import { countTaskRunsByState } from "./task-runs/count-task-runs-by-state.ts";
import { countTaskRunsOfFlowRuns } from "./task-runs/count-task-runs-of-flow-runs.ts";
import { countVariables } from "./variables/count-variables.ts";
import { countWorkPools } from "./work-pools/count-work-pools.ts";
import { deploymentsPage } from "./deployments/deployments-page.ts";
import { flowRunDependencies } from "./flow-runs/flow-run-dependencies.ts";
import { flowRunGraph } from "./flow-runs/flow-run-graph.ts";
import { flowRunHistory } from "./flow-runs/flow-run-history.ts";
import { flowRunLateness } from "./flow-runs/flow-run-lateness.ts";
import { flowsPage } from "./flows/flows-page.ts";
import { isCsrfToken } from "./settings/is-csrf-token.ts";
import { listArtifacts } from "./artifacts/list-artifacts.ts";
import { listAutomations } from "./automations/list-automations.ts";
import { listAutomationsOfResource } from "./automations/list-automations-of-resource.ts";
import { listBlockCapabilities } from "./blocks/list-block-capabilities.ts";
import { listBlockDocuments } from "./blocks/list-block-documents.ts";
import { listBlockDocumentsOfType } from "./blocks/list-block-documents-of-type.ts";
import { listBlockSchemas } from "./blocks/list-block-schemas.ts";
import { listBlockTypes } from "./blocks/list-block-types.ts";
import { listConcurrencyLimits } from "./limits/list-concurrency-limits.ts";
import { listDeployments } from "./deployments/list-deployments.ts";
import { listEvents } from "./events/list-events.ts";
import { listFlowRunInputs } from "./flow-runs/list-flow-run-inputs.ts";
import { listFlowRunStates } from "./flow-runs/list-flow-run-states.ts";
import { listFlowRuns } from "./flow-runs/list-flow-runs.ts";
import { listFlows } from "./flows/list-flows.ts";
import { listLatestArtifacts } from "./artifacts/list-latest-artifacts.ts";
import { listLogs } from "./logs/list-logs.ts";
import { listSavedSearches } from "./settings/list-saved-searches.ts";
import { listScheduledRuns } from "./deployments/list-scheduled-runs.ts";
import { listSchedules } from "./deployments/list-schedules.ts";
import { listTagLimits } from "./limits/list-tag-limits.ts";
import { listTaskRunStates } from "./task-runs/list-task-run-states.ts";
import { listTaskRuns } from "./task-runs/list-task-runs.ts";
import { listTaskWorkers } from "./task-runs/list-task-workers.ts";
import { listVariables } from "./variables/list-variables.ts";
import { listWorkPools } from "./work-pools/list-work-pools.ts";
import { listWorkQueues } from "./work-pools/list-work-queues.ts";
import { listWorkers } from "./work-pools/list-workers.ts";
import { nextRunsOfFlows } from "./flows/next-runs-of-flows.ts";
import { paginateDeployments } from "./deployments/paginate-deployments.ts";
import { paginateFlowRuns } from "./flow-runs/paginate-flow-runs.ts";
import { paginateFlows } from "./flows/paginate-flows.ts";
import { paginateTaskRuns } from "./task-runs/paginate-task-runs.ts";
import { operatorFigures } from "./operator-figures.ts";
import { plotFlowRuns } from "./flow-runs/plot-flow-runs.ts";
import { readArtifact } from "./artifacts/read-artifact.ts";
import { readAutomation } from "./automations/read-automation.ts";
import { readBlockDocument } from "./blocks/read-block-document.ts";
import { readBlockSchema } from "./blocks/read-block-schema.ts";
import { readBlockType } from "./blocks/read-block-type.ts";
import { readConcurrencyLimit } from "./limits/read-concurrency-limit.ts";
import { readDeployment } from "./deployments/read-deployment.ts";
import { readEventsAfter } from "./events/read-events-after.ts";
import { readFeedEnd } from "./events/read-feed-end.ts";
import { readFlow } from "./flows/read-flow.ts";
import { readFlowByName } from "./flows/read-flow-by-name.ts";
import { readFlowRun } from "./flow-runs/read-flow-run.ts";
import { readFlowRunInput } from "./flow-runs/read-flow-run-input.ts";
import { readFlowRunState } from "./flow-runs/read-flow-run-state.ts";
import { readLatestArtifact } from "./artifacts/read-latest-artifact.ts";
import { readLogsAfter } from "./logs/read-logs-after.ts";
import { readLogsOfRun } from "./logs/read-logs-of-run.ts";
import { readResultStorage } from "./settings/read-result-storage.ts";
import { readRuns } from "./flow-runs/read-runs.ts";
import { readSavedSearch } from "./settings/read-saved-search.ts";
import { readTagLimit } from "./limits/read-tag-limit.ts";
import { readTaskRun } from "./task-runs/read-task-run.ts";
import { readTaskRunState } from "./task-runs/read-task-run-state.ts";
import { readTaskRunWithFlowRunName } from "./task-runs/read-task-run-with-flow-run-name.ts";
import { readVariable } from "./variables/read-variable.ts";
import { readWorkPool } from "./work-pools/read-work-pool.ts";
import { readWorkQueue } from "./work-pools/read-work-queue.ts";
import { runLogs } from "./logs/run-logs.ts";
import { runsActivity } from "./flow-runs/runs-activity.ts";
import { runsByFlow } from "./flow-runs/runs-by-flow.ts";
import { runsPage } from "./flow-runs/runs-page.ts";
import { runsScatter } from "./flow-runs/runs-scatter.ts";
import { taskRunHistory } from "./task-runs/task-run-history.ts";
import { taskRunOutcomes } from "./task-runs/task-run-outcomes.ts";
import { timeline } from "./flow-runs/timeline.ts";
import { validateSchemaValues } from "./validate-schema-values.ts";
import { waitingFacts } from "./flow-runs/waiting-facts.ts";
import { workForPool } from "./work-pools/work-for-pool.ts";
import { workForQueue } from "./work-pools/work-for-queue.ts";
import { workPoolRows } from "./work-pools/work-pool-rows.ts";
import { workPoolConcurrency } from "./work-pools/work-pool-concurrency.ts";
import { workQueueConcurrency } from "./work-pools/work-queue-concurrency.ts";
import { workQueueHealth } from "./work-pools/work-queue-health.ts";

/** Every read by its name. */
export const queries = {
  assetLineage,
  assetsPage,
  compareRuns,
  deploymentLimits,
  flowGrid,
  limitUse,
  poolOccupancy,
  queuePlan,
  variableUses,
  workerDetails,
  workerLogs,
  blockUses,
  channelNews,
  checkWorkQueues,
  countArtifacts,
  countAutomations,
  countBlockDocuments,
  countDeployments,
  countDeploymentsOfFlows,
  countDocumentsOfOtherKeys,
  countEvents,
  countEventsBySubject,
  countEventsByTime,
  countFlowRuns,
  countFlows,
  countLatestArtifacts,
  countTaskRuns,
  countTaskRunsByState,
  countTaskRunsOfFlowRuns,
  countVariables,
  countWorkPools,
  deploymentsPage,
  flowRunDependencies,
  flowRunGraph,
  flowRunHistory,
  flowRunLateness,
  flowsPage,
  isCsrfToken,
  listArtifacts,
  listAutomations,
  listAutomationsOfResource,
  listBlockCapabilities,
  listBlockDocuments,
  listBlockDocumentsOfType,
  listBlockSchemas,
  listBlockTypes,
  listConcurrencyLimits,
  listDeployments,
  listEvents,
  listFlowRunInputs,
  listFlowRuns,
  listFlowRunStates,
  listFlows,
  listLatestArtifacts,
  listLogs,
  listSavedSearches,
  listScheduledRuns,
  listSchedules,
  listTagLimits,
  listTaskRuns,
  listTaskRunStates,
  listTaskWorkers,
  listVariables,
  listWorkers,
  listWorkPools,
  listWorkQueues,
  nextRunsOfFlows,
  paginateDeployments,
  paginateFlowRuns,
  paginateFlows,
  paginateTaskRuns,
  operatorFigures,
  plotFlowRuns,
  readArtifact,
  readAutomation,
  readBlockDocument,
  readBlockSchema,
  readBlockType,
  readConcurrencyLimit,
  readDeployment,
  readEventsAfter,
  readFeedEnd,
  readFlow,
  readFlowByName,
  readFlowRun,
  readFlowRunInput,
  readFlowRunState,
  readLatestArtifact,
  readLogsAfter,
  readLogsOfRun,
  readResultStorage,
  readRuns,
  readSavedSearch,
  readTagLimit,
  readTaskRun,
  readTaskRunState,
  readTaskRunWithFlowRunName,
  readVariable,
  readWorkPool,
  readWorkQueue,
  runLogs,
  runsActivity,
  runsByFlow,
  runsPage,
  runsScatter,
  taskRunHistory,
  taskRunOutcomes,
  timeline,
  validateSchemaValues,
  waitingFacts,
  workForPool,
  workForQueue,
  workPoolRows,
  workPoolConcurrency,
  workQueueConcurrency,
  workQueueHealth,
};

export type Queries = typeof queries;
export type QueryName = keyof Queries;
export type QueryParams<N extends QueryName> = Parameters<Queries[N]>[2];
export type QueryResult<N extends QueryName> = Awaited<ReturnType<Queries[N]>>;
