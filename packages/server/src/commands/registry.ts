import { acquireLease } from "./acquire-lease.ts";
import { advanceTriggers } from "./advance-triggers.ts";
import { claimFlowRun } from "./claim-flow-run.ts";
import { createArtifact } from "./create-artifact.ts";
import { createFlow } from "./create-flow.ts";
import { beginFlowRuns } from "./begin-flow-runs.ts";
import { createFlowRun } from "./create-flow-run.ts";
import { createLogs } from "./create-logs.ts";
import { createTaskRun } from "./create-task-run.ts";
import { expireCleanups } from "./expire-cleanups.ts";
import { expirePauses } from "./expire-pauses.ts";
import { extendLeases } from "./extend-leases.ts";
import { markLateRuns } from "./mark-late-runs.ts";
import { recordEvents } from "./record-events.ts";
import { renewLease } from "./renew-lease.ts";
import { renewLeases } from "./renew-leases.ts";
import { retireUnpolled } from "./retire-unpolled.ts";
import { retireWorkers } from "./retire-workers.ts";
import { setFlowRunState } from "./set-flow-run-state.ts";
import { setFlowRunStates } from "./set-flow-run-states.ts";
import { setTaskRunState } from "./set-task-run-state.ts";
import { takeFlowRun } from "./take-flow-run.ts";
import { updateFlowRun } from "./update-flow-run.ts";
import { updateTaskRun } from "./update-task-run.ts";
import { wakeForEvents } from "./wake-for-events.ts";
import { isRunDue } from "../store/queries/is-run-due.ts";
import { listCancelledWithUnfinished } from "../store/queries/list-cancelled-with-unfinished.ts";
import { listDeploymentsToSchedule } from "../store/queries/list-deployments-to-schedule.ts";
import { listEndedLeases } from "../store/queries/list-ended-leases.ts";
import { listEndedOffers } from "../store/queries/list-ended-offers.ts";
import { listExpiredEvents, listExpiredLogs, listExpiredFlowRuns } from "../store/queries/list-expired.ts";
import { listStuckCancelling } from "../store/queries/list-stuck-cancelling.ts";
import { readRegisteredVersion } from "../store/queries/read-registered-version.ts";
import { readSharedClock } from "../store/queries/read-shared-clock.ts";
import { loadedLate } from "./loaded-late.ts";
import { readInTurn } from "./read-in-turn.ts";

/** Every command by its name. Those that runs and services go through at all times are loaded at once. */
export const commands = {
  acquireLease,
  beginFlowRuns,
  advanceTriggers,
  armEventWaits: loadedLate(async () => (await import("./arm-event-waits.ts")).armEventWaits),
  answerTaskOffer: loadedLate(async () => (await import("./answer-task-offer.ts")).answerTaskOffer),
  bulkDeleteDeployments: loadedLate(async () => (await import("./bulk-delete-deployments.ts")).bulkDeleteDeployments),
  bulkDeleteFlowRuns: loadedLate(async () => (await import("./bulk-delete-flow-runs.ts")).bulkDeleteFlowRuns),
  bulkDeleteFlows: loadedLate(async () => (await import("./bulk-delete-flows.ts")).bulkDeleteFlows),
  bulkSetFlowRunState: loadedLate(async () => (await import("./bulk-set-flow-run-state.ts")).bulkSetFlowRunState),
  cancelUnfinished: loadedLate(async () => (await import("./cancel-unfinished.ts")).cancelUnfinished),
  claimFlowRun,
  clearResultStorage: loadedLate(async () => (await import("./clear-result-storage.ts")).clearResultStorage),
  createArtifact,
  createAutomation: loadedLate(async () => (await import("./create-automation.ts")).createAutomation),
  createBlockDocument: loadedLate(async () => (await import("./create-block-document.ts")).createBlockDocument),
  createBlockSchema: loadedLate(async () => (await import("./create-block-schema.ts")).createBlockSchema),
  createBlockType: loadedLate(async () => (await import("./create-block-type.ts")).createBlockType),
  createConcurrencyLimit: loadedLate(
    async () => (await import("./create-concurrency-limit.ts")).createConcurrencyLimit,
  ),
  createCsrfToken: loadedLate(async () => (await import("./create-csrf-token.ts")).createCsrfToken),
  createDeployment: loadedLate(async () => (await import("./create-deployment.ts")).createDeployment),
  createDeploymentRun: loadedLate(async () => (await import("./create-deployment-run.ts")).createDeploymentRun),
  createDeploymentRuns: loadedLate(async () => (await import("./create-deployment-runs.ts")).createDeploymentRuns),
  createFlow,
  createFlowRun,
  createFlowRunInput: loadedLate(async () => (await import("./create-flow-run-input.ts")).createFlowRunInput),
  createLogs,
  createSchedules: loadedLate(async () => (await import("./create-schedules.ts")).createSchedules),
  createTaskRun,
  createVariable: loadedLate(async () => (await import("./create-variable.ts")).createVariable),
  createWorkPool: loadedLate(async () => (await import("./create-work-pool.ts")).createWorkPool),
  createWorkQueue: loadedLate(async () => (await import("./create-work-queue.ts")).createWorkQueue),
  deleteArtifact: loadedLate(async () => (await import("./delete-artifact.ts")).deleteArtifact),
  deleteAsset: loadedLate(async () => (await import("./delete-asset.ts")).deleteAsset),
  deleteAutomation: loadedLate(async () => (await import("./delete-automation.ts")).deleteAutomation),
  deleteBlockDocument: loadedLate(async () => (await import("./delete-block-document.ts")).deleteBlockDocument),
  deleteBlockSchema: loadedLate(async () => (await import("./delete-block-schema.ts")).deleteBlockSchema),
  deleteBlockType: loadedLate(async () => (await import("./delete-block-type.ts")).deleteBlockType),
  deleteConcurrencyLimit: loadedLate(
    async () => (await import("./delete-concurrency-limit.ts")).deleteConcurrencyLimit,
  ),
  deleteDeployment: loadedLate(async () => (await import("./delete-deployment.ts")).deleteDeployment),
  deleteExpired: loadedLate(async () => (await import("./delete-expired.ts")).deleteExpired),
  deleteExpiredFlowRun: loadedLate(async () => (await import("./delete-expired-flow-run.ts")).deleteExpiredFlowRun),
  deleteFlow: loadedLate(async () => (await import("./delete-flow.ts")).deleteFlow),
  deleteFlowRun: loadedLate(async () => (await import("./delete-flow-run.ts")).deleteFlowRun),
  deleteFlowRunInput: loadedLate(async () => (await import("./delete-flow-run-input.ts")).deleteFlowRunInput),
  deleteOwnedAutomations: loadedLate(
    async () => (await import("./delete-owned-automations.ts")).deleteOwnedAutomations,
  ),
  deleteSavedSearch: loadedLate(async () => (await import("./delete-saved-search.ts")).deleteSavedSearch),
  deleteSchedule: loadedLate(async () => (await import("./delete-schedule.ts")).deleteSchedule),
  deleteTaskRun: loadedLate(async () => (await import("./delete-task-run.ts")).deleteTaskRun),
  deleteVariable: loadedLate(async () => (await import("./delete-variable.ts")).deleteVariable),
  deleteWorker: loadedLate(async () => (await import("./delete-worker.ts")).deleteWorker),
  deleteWorkPool: loadedLate(async () => (await import("./delete-work-pool.ts")).deleteWorkPool),
  deleteWorkQueue: loadedLate(async () => (await import("./delete-work-queue.ts")).deleteWorkQueue),
  enableAutomation: loadedLate(async () => (await import("./enable-automation.ts")).enableAutomation),
  endSlotLeases: loadedLate(async () => (await import("./end-slot-leases.ts")).endSlotLeases),
  endStuckCancelling: loadedLate(async () => (await import("./end-stuck-cancelling.ts")).endStuckCancelling),
  executeAction: loadedLate(async () => (await import("./execute-action.ts")).executeAction),
  expireCleanups,
  expirePauses,
  expireTriggers: loadedLate(async () => (await import("./expire-triggers.ts")).expireTriggers),
  extendLeases,
  extendSlotLeases: loadedLate(async () => (await import("./extend-slot-leases.ts")).extendSlotLeases),
  finishAction: loadedLate(async () => (await import("./finish-action.ts")).finishAction),
  forgetTaskWorker: loadedLate(async () => (await import("./forget-task-worker.ts")).forgetTaskWorker),
  giveBackSlots: loadedLate(async () => (await import("./give-back-slots.ts")).giveBackSlots),
  giveBackSlotsOfTags: loadedLate(async () => (await import("./give-back-slots-of-tags.ts")).giveBackSlotsOfTags),
  joinWorkerChannel: loadedLate(async () => (await import("./join-worker-channel.ts")).joinWorkerChannel),
  markLateRuns,
  noteRegisteredVersion: loadedLate(async () => (await import("./note-registered-version.ts")).noteRegisteredVersion),
  noteTaskWorker: loadedLate(async () => (await import("./note-task-worker.ts")).noteTaskWorker),
  offerTask: loadedLate(async () => (await import("./offer-task.ts")).offerTask),
  recordDeploymentPolls: loadedLate(async () => (await import("./record-deployment-polls.ts")).recordDeploymentPolls),
  recordEvents,
  recordPolls: loadedLate(async () => (await import("./record-polls.ts")).recordPolls),
  recordWorkerHeartbeat: loadedLate(async () => (await import("./record-worker-heartbeat.ts")).recordWorkerHeartbeat),
  registerBlocks: loadedLate(async () => (await import("./register-blocks.ts")).registerBlocks),
  releaseSlotLease: loadedLate(async () => (await import("./release-slot-lease.ts")).releaseSlotLease),
  renewLease,
  renewLeases,
  renewSlotLease: loadedLate(async () => (await import("./renew-slot-lease.ts")).renewSlotLease),
  recoverBackgroundTask: loadedLate(async () => (await import("./recover-background-task.ts")).recoverBackgroundTask),
  rescueFlowRun: loadedLate(async () => (await import("./rescue-flow-run.ts")).rescueFlowRun),
  reserveCleanup: loadedLate(async () => (await import("./reserve-cleanup.ts")).reserveCleanup),
  resealDocuments: loadedLate(async () => (await import("./reseal-documents.ts")).resealDocuments),
  resetTagLimit: loadedLate(async () => (await import("./reset-tag-limit.ts")).resetTagLimit),
  rerunFlowRun: loadedLate(async () => (await import("./rerun-flow-run.ts")).rerunFlowRun),
  resumeFlowRun: loadedLate(async () => (await import("./resume-flow-run.ts")).resumeFlowRun),
  retireUnpolled,
  retireWorkers,
  revealBlockDocument: loadedLate(async () => (await import("./reveal-block-document.ts")).revealBlockDocument),
  saveSearch: loadedLate(async () => (await import("./save-search.ts")).saveSearch),
  scheduleDeployments: loadedLate(async () => (await import("./schedule-deployments.ts")).scheduleDeployments),
  scheduleRuns: loadedLate(async () => (await import("./schedule-runs.ts")).scheduleRuns),
  sealWithFirstKey: loadedLate(async () => (await import("./seal-with-first-key.ts")).sealWithFirstKey),
  setDeploymentPaused: loadedLate(async () => (await import("./set-deployment-paused.ts")).setDeploymentPaused),
  setFlowRunState,
  setFlowRunStates,
  setResultStorage: loadedLate(async () => (await import("./set-result-storage.ts")).setResultStorage),
  setTagLimit: loadedLate(async () => (await import("./set-tag-limit.ts")).setTagLimit),
  setTaskRunState,
  settleCleanup: loadedLate(async () => (await import("./settle-cleanup.ts")).settleCleanup),
  takeFlowRun,
  takeSlots: loadedLate(async () => (await import("./take-slots.ts")).takeSlots),
  takeSlotsOfTags: loadedLate(async () => (await import("./take-slots-of-tags.ts")).takeSlotsOfTags),
  updateArtifact: loadedLate(async () => (await import("./update-artifact.ts")).updateArtifact),
  updateAutomation: loadedLate(async () => (await import("./update-automation.ts")).updateAutomation),
  updateBlockDocument: loadedLate(async () => (await import("./update-block-document.ts")).updateBlockDocument),
  updateBlockType: loadedLate(async () => (await import("./update-block-type.ts")).updateBlockType),
  updateConcurrencyLimit: loadedLate(
    async () => (await import("./update-concurrency-limit.ts")).updateConcurrencyLimit,
  ),
  updateDeployment: loadedLate(async () => (await import("./update-deployment.ts")).updateDeployment),
  updateFlow: loadedLate(async () => (await import("./update-flow.ts")).updateFlow),
  updateFlowRun,
  wakeForEvents,
  updateFlowRunLabels: loadedLate(async () => (await import("./update-flow-run-labels.ts")).updateFlowRunLabels),
  updateSchedule: loadedLate(async () => (await import("./update-schedule.ts")).updateSchedule),
  updateTaskRun,
  updateVariable: loadedLate(async () => (await import("./update-variable.ts")).updateVariable),
  updateWorkPool: loadedLate(async () => (await import("./update-work-pool.ts")).updateWorkPool),
  updateWorkQueue: loadedLate(async () => (await import("./update-work-queue.ts")).updateWorkQueue),
  isRunDue: readInTurn(isRunDue),
  listCancelledWithUnfinished: readInTurn(listCancelledWithUnfinished),
  listDeploymentsToSchedule: readInTurn(listDeploymentsToSchedule),
  listEndedLeases: readInTurn(listEndedLeases),
  listEndedOffers: readInTurn(listEndedOffers),
  listExpiredEvents: readInTurn(listExpiredEvents),
  listExpiredFlowRuns: readInTurn(listExpiredFlowRuns),
  listExpiredLogs: readInTurn(listExpiredLogs),
  listStuckCancelling: readInTurn(listStuckCancelling),
  prepareBlockTest: loadedLate(async () => (await import("./prepare-block-test.ts")).prepareBlockTest),
  readRegisteredVersion: readInTurn(readRegisteredVersion),
  readSharedClock: readInTurn(readSharedClock),
};

export type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandParams<N extends CommandName> = Parameters<Commands[N]>[2];
export type CommandResult<N extends CommandName> = Awaited<ReturnType<Commands[N]>>["result"];
