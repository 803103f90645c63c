import { initial } from "./0001-initial.ts";
import { workPools } from "./0002-work-pools.ts";
import { concurrencyLimits } from "./0003-concurrency-limits.ts";
import { deployments } from "./0004-deployments.ts";
import { committedEvents } from "./0005-committed-events.ts";
import { workPoolStatus } from "./0006-work-pool-status.ts";
import { blocks } from "./0007-blocks.ts";
import { automations } from "./0008-automations.ts";
import { readiness } from "./0009-readiness.ts";
import { cancelledRuns } from "./0010-cancelled-runs.ts";
import { workerCleanup } from "./0011-worker-cleanup.ts";
import { automationTriggers } from "./0012-automation-triggers.ts";
import { scheduledRuns } from "./0013-scheduled-runs.ts";
import { backgroundTasks } from "./0014-background-tasks.ts";
import { eventResource } from "./0015-event-resource.ts";
import { eventSearch } from "./0016-event-search.ts";
import { runsOfDeployments } from "./0017-runs-of-deployments.ts";
import { longResources } from "./0018-long-resources.ts";
import { committedLogs } from "./0019-committed-logs.ts";
import { eventWaits } from "./0020-event-waits.ts";
import { offeredTasks } from "./0021-offered-tasks.ts";
import { leaseRequests } from "./0022-lease-requests.ts";
import { slotWaits } from "./0023-slot-waits.ts";
import { assets } from "./0024-assets.ts";
import { waitsOfRuns } from "./0025-waits-of-runs.ts";
import { scheduledTasks } from "./0026-scheduled-tasks.ts";
import { waitingTasks } from "./0027-waiting-tasks.ts";
import type { Migration } from "./migration.ts";

/** Every migration in order: the place in the list is the number less one. */
export const migrations: readonly Migration[] = [
  initial,
  workPools,
  concurrencyLimits,
  deployments,
  committedEvents,
  workPoolStatus,
  blocks,
  automations,
  readiness,
  cancelledRuns,
  workerCleanup,
  automationTriggers,
  scheduledRuns,
  backgroundTasks,
  eventResource,
  eventSearch,
  runsOfDeployments,
  longResources,
  committedLogs,
  eventWaits,
  offeredTasks,
  leaseRequests,
  slotWaits,
  assets,
  waitsOfRuns,
  scheduledTasks,
  waitingTasks,
];
