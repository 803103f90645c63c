import type { FlowPolicy } from "./flow-transition.ts";
import { cancelLateCollision } from "./rules/cancel-late-collision.ts";
import { cancelWithoutInfrastructure } from "./rules/cancel-without-infrastructure.ts";
import { copyScheduledTime } from "./rules/copy-scheduled-time.ts";
import { emitStateEvent } from "./rules/emit-state-event.ts";
import { finishCancelling } from "./rules/finish-cancelling.ts";
import { keepDeploymentSlot } from "./rules/keep-deployment-slot.ts";
import { keepRecovering } from "./rules/keep-recovering.ts";
import { keepResult } from "./rules/keep-result.ts";
import { leaveTerminalFlow } from "./rules/leave-terminal-flow.ts";
import { makeLeasePermanent } from "./rules/make-lease-permanent.ts";
import { markLateOnce } from "./rules/mark-late-once.ts";
import { pauseFlow } from "./rules/pause-flow.ts";
import { preserveDeploymentLease } from "./rules/preserve-deployment-lease.ts";
import { preventDuplicateTransition } from "./rules/prevent-duplicate-transition.ts";
import { preventLateTransition } from "./rules/prevent-late-transition.ts";
import { preventPending } from "./rules/prevent-pending.ts";
import { recoverCrashedFlow } from "./rules/recover-crashed-flow.ts";
import { releaseDeploymentSlot } from "./rules/release-deployment-slot.ts";
import { resumePausedFlow } from "./rules/resume-paused-flow.ts";
import { retryFailedFlow } from "./rules/retry-failed-flow.ts";
import { takeDeploymentSlot } from "./rules/take-deployment-slot.ts";
import { waitForScheduledTime } from "./rules/wait-for-scheduled-time.ts";

// The order is the protocol's; where Tutti adds a rule, a comment says why it stands there.

/** What a client's proposal meets. */
export const FLOW_POLICY: FlowPolicy = {
  rules: [
    preserveDeploymentLease,
    preventDuplicateTransition,
    // A duplicate as well, which comes late.
    preventLateTransition,
    leaveTerminalFlow,
    keepResult,
    finishCancelling,
    cancelWithoutInfrastructure,
    preventPending,
    keepDeploymentSlot,
    takeDeploymentSlot,
    makeLeasePermanent,
    markLateOnce,
    pauseFlow,
    resumePausedFlow,
    // After a paused run's own rule: one whose pause has run out fails, and is not started again.
    recoverCrashedFlow,
    keepRecovering,
    copyScheduledTime,
    waitForScheduledTime,
    retryFailedFlow,
  ],
  consequences: [emitStateEvent, releaseDeploymentSlot],
};

/** What a forced proposal meets, and the state a run is created with. */
export const FORCED_FLOW_POLICY: FlowPolicy = {
  // Tutti adds the lease, so that no forced state loses track of a slot, and recovery: engines force the crash of a run.
  rules: [preserveDeploymentLease, keepResult, cancelWithoutInfrastructure, recoverCrashedFlow],
  consequences: [emitStateEvent, releaseDeploymentSlot],
};

/** What the late marker's proposal meets. */
export const LATE_FLOW_POLICY: FlowPolicy = {
  rules: [markLateOnce, cancelLateCollision],
  consequences: [emitStateEvent],
};
