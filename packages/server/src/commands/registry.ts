import { acquireLease } from "./acquire-lease.ts";
import { advanceTriggers } from "./advance-triggers.ts";
import { answerTaskOffer } from "./answer-task-offer.ts";
import { bulkDeleteDeployments } from "./bulk-delete-deployments.ts";
import { bulkDeleteFlowRuns } from "./bulk-delete-flow-runs.ts";
import { bulkDeleteFlows } from "./bulk-delete-flows.ts";
import { bulkSetFlowRunState } from "./bulk-set-flow-run-state.ts";
import { cancelUnfinished } from "./cancel-unfinished.ts";
import { clearResultStorage } from "./clear-result-storage.ts";
import { createArtifact } from "./create-artifact.ts";
import { createAutomation } from "./create-automation.ts";
import { createBlockDocument } from "./create-block-document.ts";
import { createBlockSchema } from "./create-block-schema.ts";
import { createBlockType } from "./create-block-type.ts";
import { createConcurrencyLimit } from "./create-concurrency-limit.ts";
import { createCsrfToken } from "./create-csrf-token.ts";
import { createDeployment } from "./create-deployment.ts";
import { createDeploymentRun } from "./create-deployment-run.ts";
import { createDeploymentRuns } from "./create-deployment-runs.ts";
import { createFlow } from "./create-flow.ts";
import { createFlowRun } from "./create-flow-run.ts";
import { createFlowRunInput } from "./create-flow-run-input.ts";
import { createLogs } from "./create-logs.ts";
import { createSchedules } from "./create-schedules.ts";
import { createTaskRun } from "./create-task-run.ts";
import { createVariable } from "./create-variable.ts";
import { createWorkPool } from "./create-work-pool.ts";
import { createWorkQueue } from "./create-work-queue.ts";
import { deleteArtifact } from "./delete-artifact.ts";
import { deleteAutomation } from "./delete-automation.ts";
import { deleteBlockDocument } from "./delete-block-document.ts";
import { deleteBlockSchema } from "./delete-block-schema.ts";
import { deleteBlockType } from "./delete-block-type.ts";
import { deleteConcurrencyLimit } from "./delete-concurrency-limit.ts";
import { deleteDeployment } from "./delete-deployment.ts";
import { deleteExpired } from "./delete-expired.ts";
import { deleteExpiredFlowRun } from "./delete-expired-flow-run.ts";
import { deleteFlow } from "./delete-flow.ts";
import { deleteFlowRun } from "./delete-flow-run.ts";
import { deleteFlowRunInput } from "./delete-flow-run-input.ts";
import { deleteOwnedAutomations } from "./delete-owned-automations.ts";
import { deleteSavedSearch } from "./delete-saved-search.ts";
import { deleteSchedule } from "./delete-schedule.ts";
import { deleteTaskRun } from "./delete-task-run.ts";
import { deleteVariable } from "./delete-variable.ts";
import { deleteWorkPool } from "./delete-work-pool.ts";
import { deleteWorkQueue } from "./delete-work-queue.ts";
import { deleteWorker } from "./delete-worker.ts";
import { enableAutomation } from "./enable-automation.ts";
import { endSlotLeases } from "./end-slot-leases.ts";
import { endStuckCancelling } from "./end-stuck-cancelling.ts";
import { executeAction } from "./execute-action.ts";
import { expireCleanups } from "./expire-cleanups.ts";
import { expirePauses } from "./expire-pauses.ts";
import { expireTriggers } from "./expire-triggers.ts";
import { extendLeases } from "./extend-leases.ts";
import { extendSlotLeases } from "./extend-slot-leases.ts";
import { finishAction } from "./finish-action.ts";
import { forgetTaskWorker } from "./forget-task-worker.ts";
import { giveBackSlots } from "./give-back-slots.ts";
import { giveBackSlotsOfTags } from "./give-back-slots-of-tags.ts";
import { joinWorkerChannel } from "./join-worker-channel.ts";
import { markLateRuns } from "./mark-late-runs.ts";
import { noteRegisteredVersion } from "./note-registered-version.ts";
import { noteTaskWorker } from "./note-task-worker.ts";
import { offerTask } from "./offer-task.ts";
import { recordDeploymentPolls } from "./record-deployment-polls.ts";
import { recordEvents } from "./record-events.ts";
import { recordPolls } from "./record-polls.ts";
import { recordWorkerHeartbeat } from "./record-worker-heartbeat.ts";
import { registerBlocks } from "./register-blocks.ts";
import { releaseSlotLease } from "./release-slot-lease.ts";
import { renewLease } from "./renew-lease.ts";
import { renewSlotLease } from "./renew-slot-lease.ts";
import { rescueFlowRun } from "./rescue-flow-run.ts";
import { reserveCleanup } from "./reserve-cleanup.ts";
import { resetTagLimit } from "./reset-tag-limit.ts";
import { resumeFlowRun } from "./resume-flow-run.ts";
import { retireUnpolled } from "./retire-unpolled.ts";
import { retireWorkers } from "./retire-workers.ts";
import { revealBlockDocument } from "./reveal-block-document.ts";
import { saveSearch } from "./save-search.ts";
import { scheduleDeployments } from "./schedule-deployments.ts";
import { scheduleRuns } from "./schedule-runs.ts";
import { setDeploymentPaused } from "./set-deployment-paused.ts";
import { setFlowRunState } from "./set-flow-run-state.ts";
import { setResultStorage } from "./set-result-storage.ts";
import { setTagLimit } from "./set-tag-limit.ts";
import { setTaskRunState } from "./set-task-run-state.ts";
import { settleCleanup } from "./settle-cleanup.ts";
import { takeSlots } from "./take-slots.ts";
import { takeSlotsOfTags } from "./take-slots-of-tags.ts";
import { updateArtifact } from "./update-artifact.ts";
import { updateAutomation } from "./update-automation.ts";
import { updateBlockDocument } from "./update-block-document.ts";
import { updateBlockType } from "./update-block-type.ts";
import { updateConcurrencyLimit } from "./update-concurrency-limit.ts";
import { updateDeployment } from "./update-deployment.ts";
import { updateFlow } from "./update-flow.ts";
import { updateFlowRun } from "./update-flow-run.ts";
import { updateFlowRunLabels } from "./update-flow-run-labels.ts";
import { updateSchedule } from "./update-schedule.ts";
import { updateTaskRun } from "./update-task-run.ts";
import { updateVariable } from "./update-variable.ts";
import { updateWorkPool } from "./update-work-pool.ts";
import { updateWorkQueue } from "./update-work-queue.ts";
import { isRunDue } from "../store/queries/is-run-due.ts";
import { listCancelledWithUnfinished } from "../store/queries/list-cancelled-with-unfinished.ts";
import { listDeploymentsToSchedule } from "../store/queries/list-deployments-to-schedule.ts";
import { listEndedLeases } from "../store/queries/list-ended-leases.ts";
import { listExpiredEvents, listExpiredLogs, listExpiredFlowRuns } from "../store/queries/list-expired.ts";
import { listStuckCancelling } from "../store/queries/list-stuck-cancelling.ts";
import { readRegisteredVersion } from "../store/queries/read-registered-version.ts";
import { readSharedClock } from "../store/queries/read-shared-clock.ts";
import { readInTurn } from "./read-in-turn.ts";

/** Every command by its name. */
export const commands = {
  acquireLease,
  advanceTriggers,
  answerTaskOffer,
  bulkDeleteDeployments,
  bulkDeleteFlowRuns,
  bulkDeleteFlows,
  bulkSetFlowRunState,
  cancelUnfinished,
  clearResultStorage,
  createArtifact,
  createAutomation,
  createBlockDocument,
  createBlockSchema,
  createBlockType,
  createConcurrencyLimit,
  createCsrfToken,
  createDeployment,
  createDeploymentRun,
  createDeploymentRuns,
  createFlow,
  createFlowRun,
  createFlowRunInput,
  createLogs,
  createSchedules,
  createTaskRun,
  createVariable,
  createWorkPool,
  createWorkQueue,
  deleteArtifact,
  deleteAutomation,
  deleteBlockDocument,
  deleteBlockSchema,
  deleteBlockType,
  deleteConcurrencyLimit,
  deleteDeployment,
  deleteExpired,
  deleteExpiredFlowRun,
  deleteFlow,
  deleteFlowRun,
  deleteFlowRunInput,
  deleteOwnedAutomations,
  deleteSavedSearch,
  deleteSchedule,
  deleteTaskRun,
  deleteVariable,
  deleteWorker,
  deleteWorkPool,
  deleteWorkQueue,
  enableAutomation,
  endSlotLeases,
  endStuckCancelling,
  executeAction,
  expireCleanups,
  expirePauses,
  expireTriggers,
  extendLeases,
  extendSlotLeases,
  finishAction,
  forgetTaskWorker,
  giveBackSlots,
  giveBackSlotsOfTags,
  joinWorkerChannel,
  markLateRuns,
  noteRegisteredVersion,
  noteTaskWorker,
  offerTask,
  recordDeploymentPolls,
  recordEvents,
  recordPolls,
  recordWorkerHeartbeat,
  registerBlocks,
  releaseSlotLease,
  renewLease,
  renewSlotLease,
  rescueFlowRun,
  reserveCleanup,
  resetTagLimit,
  resumeFlowRun,
  retireUnpolled,
  retireWorkers,
  revealBlockDocument,
  saveSearch,
  scheduleDeployments,
  scheduleRuns,
  setDeploymentPaused,
  setFlowRunState,
  setResultStorage,
  setTagLimit,
  setTaskRunState,
  settleCleanup,
  takeSlots,
  takeSlotsOfTags,
  updateArtifact,
  updateAutomation,
  updateBlockDocument,
  updateBlockType,
  updateConcurrencyLimit,
  updateDeployment,
  updateFlow,
  updateFlowRun,
  updateFlowRunLabels,
  updateSchedule,
  updateTaskRun,
  updateVariable,
  updateWorkPool,
  updateWorkQueue,
  isRunDue: readInTurn(isRunDue),
  listCancelledWithUnfinished: readInTurn(listCancelledWithUnfinished),
  listDeploymentsToSchedule: readInTurn(listDeploymentsToSchedule),
  listEndedLeases: readInTurn(listEndedLeases),
  listExpiredEvents: readInTurn(listExpiredEvents),
  listExpiredFlowRuns: readInTurn(listExpiredFlowRuns),
  listExpiredLogs: readInTurn(listExpiredLogs),
  listStuckCancelling: readInTurn(listStuckCancelling),
  readRegisteredVersion: readInTurn(readRegisteredVersion),
  readSharedClock: readInTurn(readSharedClock),
};

export type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandParams<N extends CommandName> = Parameters<Commands[N]>[2];
export type CommandResult<N extends CommandName> = Awaited<ReturnType<Commands[N]>>["result"];
