import { acquireLease } from "./leases/acquire-lease.ts";
import { advanceTriggers } from "./automations/advance-triggers.ts";
import { claimFlowRun } from "./leases/claim-flow-run.ts";
import { createArtifact } from "./artifacts/create-artifact.ts";
import { createFlow } from "./flows/create-flow.ts";
import { beginFlowRuns } from "./flow-runs/begin-flow-runs.ts";
import { createFlowRun } from "./flow-runs/create-flow-run.ts";
import { createLogs } from "./create-logs.ts";
import { createTaskRun } from "./task-runs/create-task-run.ts";
import { expireCleanups } from "./workers/expire-cleanups.ts";
import { expirePauses } from "./flow-runs/expire-pauses.ts";
import { extendLeases } from "./leases/extend-leases.ts";
import { markLateRuns } from "./flow-runs/mark-late-runs.ts";
import { recordEvents } from "./events/record-events.ts";
import { renewLease } from "./leases/renew-lease.ts";
import { renewLeases } from "./leases/renew-leases.ts";
import { retireUnpolled } from "./work-pools/retire-unpolled.ts";
import { retireWorkers } from "./workers/retire-workers.ts";
import { setFlowRunState } from "./flow-runs/set-flow-run-state.ts";
import { setFlowRunStates } from "./flow-runs/set-flow-run-states.ts";
import { setTaskRunState } from "./task-runs/set-task-run-state.ts";
import { takeFlowRun } from "./leases/take-flow-run.ts";
import { updateFlowRun } from "./flow-runs/update-flow-run.ts";
import { updateTaskRun } from "./task-runs/update-task-run.ts";
import { wakeForEvents } from "./flow-runs/wake-for-events.ts";
import { isRunDue } from "../store/queries/flow-runs/is-run-due.ts";
import { listCancelledWithUnfinished } from "../store/queries/flow-runs/list-cancelled-with-unfinished.ts";
import { listDeploymentsToSchedule } from "../store/queries/deployments/list-deployments-to-schedule.ts";
import { listEndedLeases } from "../store/queries/flow-runs/list-ended-leases.ts";
import { listEndedOffers } from "../store/queries/task-runs/list-ended-offers.ts";
import { listExpiredEvents, listExpiredLogs, listExpiredFlowRuns } from "../store/queries/events/list-expired.ts";
import { listStuckCancelling } from "../store/queries/flow-runs/list-stuck-cancelling.ts";
import { ping } from "../store/queries/ping.ts";
import { readRegisteredVersion } from "../store/queries/blocks/read-registered-version.ts";
import { readSharedClock } from "../store/queries/read-shared-clock.ts";
import { loadedLate } from "./loaded-late.ts";
import { readInTurn } from "./read-in-turn.ts";

/** Every command by its name. Those that runs and services go through at all times are loaded at once. */
export const commands = {
  acquireLease,
  beginFlowRuns,
  advanceTriggers,
  armEventWaits: loadedLate(async () => (await import("./flow-runs/arm-event-waits.ts")).armEventWaits),
  answerTaskOffer: loadedLate(async () => (await import("./background-tasks/answer-task-offer.ts")).answerTaskOffer),
  bulkDeleteDeployments: loadedLate(
    async () => (await import("./deployments/bulk-delete-deployments.ts")).bulkDeleteDeployments,
  ),
  bulkDeleteFlowRuns: loadedLate(async () => (await import("./flow-runs/bulk-delete-flow-runs.ts")).bulkDeleteFlowRuns),
  bulkDeleteFlows: loadedLate(async () => (await import("./flows/bulk-delete-flows.ts")).bulkDeleteFlows),
  bulkSetFlowRunState: loadedLate(
    async () => (await import("./flow-runs/bulk-set-flow-run-state.ts")).bulkSetFlowRunState,
  ),
  cancelUnfinished: loadedLate(async () => (await import("./flow-runs/cancel-unfinished.ts")).cancelUnfinished),
  claimFlowRun,
  clearResultStorage: loadedLate(async () => (await import("./settings/clear-result-storage.ts")).clearResultStorage),
  createArtifact,
  createAutomation: loadedLate(async () => (await import("./automations/create-automation.ts")).createAutomation),
  createBlockDocument: loadedLate(async () => (await import("./blocks/create-block-document.ts")).createBlockDocument),
  createBlockSchema: loadedLate(async () => (await import("./blocks/create-block-schema.ts")).createBlockSchema),
  createBlockType: loadedLate(async () => (await import("./blocks/create-block-type.ts")).createBlockType),
  createConcurrencyLimit: loadedLate(
    async () => (await import("./limits/create-concurrency-limit.ts")).createConcurrencyLimit,
  ),
  createCsrfToken: loadedLate(async () => (await import("./settings/create-csrf-token.ts")).createCsrfToken),
  createDeployment: loadedLate(async () => (await import("./deployments/create-deployment.ts")).createDeployment),
  createDeploymentRun: loadedLate(
    async () => (await import("./deployments/create-deployment-run.ts")).createDeploymentRun,
  ),
  createDeploymentRuns: loadedLate(
    async () => (await import("./deployments/create-deployment-runs.ts")).createDeploymentRuns,
  ),
  createFlow,
  createFlowRun,
  createFlowRunInput: loadedLate(async () => (await import("./flow-runs/create-flow-run-input.ts")).createFlowRunInput),
  createLogs,
  createSchedules: loadedLate(async () => (await import("./schedules/create-schedules.ts")).createSchedules),
  createTaskRun,
  createVariable: loadedLate(async () => (await import("./variables/create-variable.ts")).createVariable),
  createWorkPool: loadedLate(async () => (await import("./work-pools/create-work-pool.ts")).createWorkPool),
  createWorkQueue: loadedLate(async () => (await import("./work-pools/create-work-queue.ts")).createWorkQueue),
  deleteArtifact: loadedLate(async () => (await import("./artifacts/delete-artifact.ts")).deleteArtifact),
  deleteAsset: loadedLate(async () => (await import("./assets/delete-asset.ts")).deleteAsset),
  deleteAutomation: loadedLate(async () => (await import("./automations/delete-automation.ts")).deleteAutomation),
  deleteBlockDocument: loadedLate(async () => (await import("./blocks/delete-block-document.ts")).deleteBlockDocument),
  deleteBlockSchema: loadedLate(async () => (await import("./blocks/delete-block-schema.ts")).deleteBlockSchema),
  deleteBlockType: loadedLate(async () => (await import("./blocks/delete-block-type.ts")).deleteBlockType),
  deleteConcurrencyLimit: loadedLate(
    async () => (await import("./limits/delete-concurrency-limit.ts")).deleteConcurrencyLimit,
  ),
  deleteDeployment: loadedLate(async () => (await import("./deployments/delete-deployment.ts")).deleteDeployment),
  deleteExpired: loadedLate(async () => (await import("./delete-expired.ts")).deleteExpired),
  deleteExpiredFlowRun: loadedLate(
    async () => (await import("./flow-runs/delete-expired-flow-run.ts")).deleteExpiredFlowRun,
  ),
  deleteFlow: loadedLate(async () => (await import("./flows/delete-flow.ts")).deleteFlow),
  deleteFlowRun: loadedLate(async () => (await import("./flow-runs/delete-flow-run.ts")).deleteFlowRun),
  deleteFlowRunInput: loadedLate(async () => (await import("./flow-runs/delete-flow-run-input.ts")).deleteFlowRunInput),
  deleteOwnedAutomations: loadedLate(
    async () => (await import("./automations/delete-owned-automations.ts")).deleteOwnedAutomations,
  ),
  deleteSavedSearch: loadedLate(async () => (await import("./settings/delete-saved-search.ts")).deleteSavedSearch),
  deleteSchedule: loadedLate(async () => (await import("./schedules/delete-schedule.ts")).deleteSchedule),
  deleteTaskRun: loadedLate(async () => (await import("./task-runs/delete-task-run.ts")).deleteTaskRun),
  deleteVariable: loadedLate(async () => (await import("./variables/delete-variable.ts")).deleteVariable),
  deleteWorker: loadedLate(async () => (await import("./workers/delete-worker.ts")).deleteWorker),
  deleteWorkPool: loadedLate(async () => (await import("./work-pools/delete-work-pool.ts")).deleteWorkPool),
  deleteWorkQueue: loadedLate(async () => (await import("./work-pools/delete-work-queue.ts")).deleteWorkQueue),
  enableAutomation: loadedLate(async () => (await import("./automations/enable-automation.ts")).enableAutomation),
  endSlotLeases: loadedLate(async () => (await import("./limits/end-slot-leases.ts")).endSlotLeases),
  endStuckCancelling: loadedLate(async () => (await import("./flow-runs/end-stuck-cancelling.ts")).endStuckCancelling),
  executeAction: loadedLate(async () => (await import("./automations/execute-action.ts")).executeAction),
  expireCleanups,
  expirePauses,
  expireTriggers: loadedLate(async () => (await import("./automations/expire-triggers.ts")).expireTriggers),
  extendLeases,
  extendSlotLeases: loadedLate(async () => (await import("./limits/extend-slot-leases.ts")).extendSlotLeases),
  finishAction: loadedLate(async () => (await import("./automations/finish-action.ts")).finishAction),
  forgetTaskWorker: loadedLate(async () => (await import("./background-tasks/forget-task-worker.ts")).forgetTaskWorker),
  giveBackSlots: loadedLate(async () => (await import("./limits/give-back-slots.ts")).giveBackSlots),
  giveBackSlotsOfTags: loadedLate(
    async () => (await import("./limits/give-back-slots-of-tags.ts")).giveBackSlotsOfTags,
  ),
  joinWorkerChannel: loadedLate(async () => (await import("./workers/join-worker-channel.ts")).joinWorkerChannel),
  markLateRuns,
  noteRegisteredVersion: loadedLate(
    async () => (await import("./blocks/note-registered-version.ts")).noteRegisteredVersion,
  ),
  noteTaskWorker: loadedLate(async () => (await import("./background-tasks/note-task-worker.ts")).noteTaskWorker),
  offerTask: loadedLate(async () => (await import("./background-tasks/offer-task.ts")).offerTask),
  recordDeploymentPolls: loadedLate(
    async () => (await import("./deployments/record-deployment-polls.ts")).recordDeploymentPolls,
  ),
  recordEvents,
  recordPolls: loadedLate(async () => (await import("./work-pools/record-polls.ts")).recordPolls),
  recordWorkerHeartbeat: loadedLate(
    async () => (await import("./workers/record-worker-heartbeat.ts")).recordWorkerHeartbeat,
  ),
  registerBlocks: loadedLate(async () => (await import("./blocks/register-blocks.ts")).registerBlocks),
  releaseSlotLease: loadedLate(async () => (await import("./limits/release-slot-lease.ts")).releaseSlotLease),
  renewLease,
  renewLeases,
  renewSlotLease: loadedLate(async () => (await import("./limits/renew-slot-lease.ts")).renewSlotLease),
  recoverBackgroundTask: loadedLate(
    async () => (await import("./background-tasks/recover-background-task.ts")).recoverBackgroundTask,
  ),
  rescueFlowRun: loadedLate(async () => (await import("./leases/rescue-flow-run.ts")).rescueFlowRun),
  reserveCleanup: loadedLate(async () => (await import("./workers/reserve-cleanup.ts")).reserveCleanup),
  resealDocuments: loadedLate(async () => (await import("./blocks/reseal-documents.ts")).resealDocuments),
  resetTagLimit: loadedLate(async () => (await import("./limits/reset-tag-limit.ts")).resetTagLimit),
  rerunFlowRun: loadedLate(async () => (await import("./flow-runs/rerun-flow-run.ts")).rerunFlowRun),
  resumeFlowRun: loadedLate(async () => (await import("./flow-runs/resume-flow-run.ts")).resumeFlowRun),
  retireUnpolled,
  retireWorkers,
  revealBlockDocument: loadedLate(async () => (await import("./blocks/reveal-block-document.ts")).revealBlockDocument),
  saveSearch: loadedLate(async () => (await import("./settings/save-search.ts")).saveSearch),
  scheduleDeployments: loadedLate(
    async () => (await import("./schedules/schedule-deployments.ts")).scheduleDeployments,
  ),
  scheduleRuns: loadedLate(async () => (await import("./schedules/schedule-runs.ts")).scheduleRuns),
  sealWithFirstKey: loadedLate(async () => (await import("./blocks/seal-with-first-key.ts")).sealWithFirstKey),
  setDeploymentPaused: loadedLate(
    async () => (await import("./deployments/set-deployment-paused.ts")).setDeploymentPaused,
  ),
  setFlowRunState,
  setFlowRunStates,
  setResultStorage: loadedLate(async () => (await import("./settings/set-result-storage.ts")).setResultStorage),
  setTagLimit: loadedLate(async () => (await import("./limits/set-tag-limit.ts")).setTagLimit),
  setTaskRunState,
  settleCleanup: loadedLate(async () => (await import("./workers/settle-cleanup.ts")).settleCleanup),
  takeFlowRun,
  takeSlots: loadedLate(async () => (await import("./limits/take-slots.ts")).takeSlots),
  takeSlotsOfTags: loadedLate(async () => (await import("./limits/take-slots-of-tags.ts")).takeSlotsOfTags),
  updateArtifact: loadedLate(async () => (await import("./artifacts/update-artifact.ts")).updateArtifact),
  updateAutomation: loadedLate(async () => (await import("./automations/update-automation.ts")).updateAutomation),
  updateBlockDocument: loadedLate(async () => (await import("./blocks/update-block-document.ts")).updateBlockDocument),
  updateBlockType: loadedLate(async () => (await import("./blocks/update-block-type.ts")).updateBlockType),
  updateConcurrencyLimit: loadedLate(
    async () => (await import("./limits/update-concurrency-limit.ts")).updateConcurrencyLimit,
  ),
  updateDeployment: loadedLate(async () => (await import("./deployments/update-deployment.ts")).updateDeployment),
  updateFlow: loadedLate(async () => (await import("./flows/update-flow.ts")).updateFlow),
  updateFlowRun,
  wakeForEvents,
  updateFlowRunLabels: loadedLate(
    async () => (await import("./flow-runs/update-flow-run-labels.ts")).updateFlowRunLabels,
  ),
  updateSchedule: loadedLate(async () => (await import("./schedules/update-schedule.ts")).updateSchedule),
  updateTaskRun,
  updateVariable: loadedLate(async () => (await import("./variables/update-variable.ts")).updateVariable),
  updateWorkPool: loadedLate(async () => (await import("./work-pools/update-work-pool.ts")).updateWorkPool),
  updateWorkQueue: loadedLate(async () => (await import("./work-pools/update-work-queue.ts")).updateWorkQueue),
  isRunDue: readInTurn(isRunDue),
  listCancelledWithUnfinished: readInTurn(listCancelledWithUnfinished),
  listDeploymentsToSchedule: readInTurn(listDeploymentsToSchedule),
  listEndedLeases: readInTurn(listEndedLeases),
  listEndedOffers: readInTurn(listEndedOffers),
  listExpiredEvents: readInTurn(listExpiredEvents),
  listExpiredFlowRuns: readInTurn(listExpiredFlowRuns),
  listExpiredLogs: readInTurn(listExpiredLogs),
  listStuckCancelling: readInTurn(listStuckCancelling),
  ping: readInTurn(ping),
  prepareBlockTest: loadedLate(async () => (await import("./blocks/prepare-block-test.ts")).prepareBlockTest),
  readRegisteredVersion: readInTurn(readRegisteredVersion),
  readSharedClock: readInTurn(readSharedClock),
};

export type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandParams<N extends CommandName> = Parameters<Commands[N]>[2];
export type CommandResult<N extends CommandName> = Awaited<ReturnType<Commands[N]>>["result"];
