import { assetLineage } from "./asset-lineage.ts";
import { assetsPage } from "./assets-page.ts";
import { compareRuns } from "./compare-runs.ts";
import { deploymentLimits } from "./deployment-limits.ts";
import { flowGrid } from "./flow-grid.ts";
import { limitUse } from "./limit-use.ts";
import { poolOccupancy } from "./pool-occupancy.ts";
import { queuePlan } from "./queue-plan.ts";
import { variableUses } from "./variable-uses.ts";
import { workerDetails } from "./worker-details.ts";
import { workerLogs } from "./worker-logs.ts";
import { blockUses } from "./block-uses.ts";
import { channelNews } from "./channel-news.ts";
import { checkWorkQueues } from "./check-work-queues.ts";
import { countArtifacts } from "./count-artifacts.ts";
import { countAutomations } from "./count-automations.ts";
import { countBlockDocuments } from "./count-block-documents.ts";
import { countDeployments } from "./count-deployments.ts";
import { countDeploymentsOfFlows } from "./count-deployments-of-flows.ts";
import { countDocumentsOfOtherKeys } from "./count-documents-of-other-keys.ts";
import { countEvents } from "./count-events.ts";
import { countEventsBySubject } from "./count-events-by-subject.ts";
import { countEventsByTime } from "./count-events-by-time.ts";
import { countFlowRuns } from "./count-flow-runs.ts";
import { countFlows } from "./count-flows.ts";
import { countLatestArtifacts } from "./count-latest-artifacts.ts";
import { countTaskRuns } from "./count-task-runs.ts";
import { countTaskRunsByState } from "./count-task-runs-by-state.ts";
import { countTaskRunsOfFlowRuns } from "./count-task-runs-of-flow-runs.ts";
import { countVariables } from "./count-variables.ts";
import { countWorkPools } from "./count-work-pools.ts";
import { deploymentsPage } from "./deployments-page.ts";
import { flowRunDependencies } from "./flow-run-dependencies.ts";
import { flowRunGraph } from "./flow-run-graph.ts";
import { flowRunHistory } from "./flow-run-history.ts";
import { flowRunLateness } from "./flow-run-lateness.ts";
import { flowsPage } from "./flows-page.ts";
import { isCsrfToken } from "./is-csrf-token.ts";
import { listArtifacts } from "./list-artifacts.ts";
import { listAutomations } from "./list-automations.ts";
import { listAutomationsOfResource } from "./list-automations-of-resource.ts";
import { listBlockCapabilities } from "./list-block-capabilities.ts";
import { listBlockDocuments } from "./list-block-documents.ts";
import { listBlockDocumentsOfType } from "./list-block-documents-of-type.ts";
import { listBlockSchemas } from "./list-block-schemas.ts";
import { listBlockTypes } from "./list-block-types.ts";
import { listConcurrencyLimits } from "./list-concurrency-limits.ts";
import { listDeployments } from "./list-deployments.ts";
import { listEvents } from "./list-events.ts";
import { listFlowRunInputs } from "./list-flow-run-inputs.ts";
import { listFlowRunStates } from "./list-flow-run-states.ts";
import { listFlowRuns } from "./list-flow-runs.ts";
import { listFlows } from "./list-flows.ts";
import { listLatestArtifacts } from "./list-latest-artifacts.ts";
import { listLogs } from "./list-logs.ts";
import { listSavedSearches } from "./list-saved-searches.ts";
import { listScheduledRuns } from "./list-scheduled-runs.ts";
import { listSchedules } from "./list-schedules.ts";
import { listTagLimits } from "./list-tag-limits.ts";
import { listTaskRunStates } from "./list-task-run-states.ts";
import { listTaskRuns } from "./list-task-runs.ts";
import { listTaskWorkers } from "./list-task-workers.ts";
import { listVariables } from "./list-variables.ts";
import { listWorkPools } from "./list-work-pools.ts";
import { listWorkQueues } from "./list-work-queues.ts";
import { listWorkers } from "./list-workers.ts";
import { nextRunsOfFlows } from "./next-runs-of-flows.ts";
import { paginateDeployments } from "./paginate-deployments.ts";
import { paginateFlowRuns } from "./paginate-flow-runs.ts";
import { paginateFlows } from "./paginate-flows.ts";
import { paginateTaskRuns } from "./paginate-task-runs.ts";
import { ping } from "./ping.ts";
import { operatorFigures } from "./operator-figures.ts";
import { plotFlowRuns } from "./plot-flow-runs.ts";
import { readArtifact } from "./read-artifact.ts";
import { readAutomation } from "./read-automation.ts";
import { readBlockDocument } from "./read-block-document.ts";
import { readBlockSchema } from "./read-block-schema.ts";
import { readBlockType } from "./read-block-type.ts";
import { readConcurrencyLimit } from "./read-concurrency-limit.ts";
import { readDeployment } from "./read-deployment.ts";
import { readEventsAfter } from "./read-events-after.ts";
import { readFeedEnd } from "./read-feed-end.ts";
import { readFlow } from "./read-flow.ts";
import { readFlowByName } from "./read-flow-by-name.ts";
import { readFlowRun } from "./read-flow-run.ts";
import { readFlowRunInput } from "./read-flow-run-input.ts";
import { readFlowRunState } from "./read-flow-run-state.ts";
import { readLatestArtifact } from "./read-latest-artifact.ts";
import { readLogsAfter } from "./read-logs-after.ts";
import { readLogsOfRun } from "./read-logs-of-run.ts";
import { readResultStorage } from "./read-result-storage.ts";
import { readRuns } from "./read-runs.ts";
import { readSavedSearch } from "./read-saved-search.ts";
import { readTagLimit } from "./read-tag-limit.ts";
import { readTaskRun } from "./read-task-run.ts";
import { readTaskRunState } from "./read-task-run-state.ts";
import { readTaskRunWithFlowRunName } from "./read-task-run-with-flow-run-name.ts";
import { readVariable } from "./read-variable.ts";
import { readWorkPool } from "./read-work-pool.ts";
import { readWorkQueue } from "./read-work-queue.ts";
import { runLogs } from "./run-logs.ts";
import { runsActivity } from "./runs-activity.ts";
import { runsByFlow } from "./runs-by-flow.ts";
import { runsPage } from "./runs-page.ts";
import { runsScatter } from "./runs-scatter.ts";
import { taskRunHistory } from "./task-run-history.ts";
import { taskRunOutcomes } from "./task-run-outcomes.ts";
import { timeline } from "./timeline.ts";
import { validateSchemaValues } from "./validate-schema-values.ts";
import { waitingFacts } from "./waiting-facts.ts";
import { workForPool } from "./work-for-pool.ts";
import { workForQueue } from "./work-for-queue.ts";
import { workPoolRows } from "./work-pool-rows.ts";
import { workPoolConcurrency } from "./work-pool-concurrency.ts";
import { workQueueConcurrency } from "./work-queue-concurrency.ts";
import { workQueueHealth } from "./work-queue-health.ts";

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
  ping,
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
