import type { Sequence } from "./sequence.ts";
import { artifactSequences } from "./sequences/artifact-sequences.ts";
import { automationActionSequences } from "./sequences/automation-action-sequences.ts";
import { automationRunSequences } from "./sequences/automation-run-sequences.ts";
import { automationSequences } from "./sequences/automation-sequences.ts";
import { blockDocumentSequences } from "./sequences/block-document-sequences.ts";
import { blockFilterSequences } from "./sequences/block-filter-sequences.ts";
import { blockNestingSequences } from "./sequences/block-nesting-sequences.ts";
import { blockSchemaSequences } from "./sequences/block-schema-sequences.ts";
import { blockTypeSequences } from "./sequences/block-type-sequences.ts";
import { bundledBlockSequences } from "./sequences/bundled-block-sequences.ts";
import { bodySequences } from "./sequences/body-sequences.ts";
import { concurrencyLimitSequences } from "./sequences/concurrency-limit-sequences.ts";
import { concurrencySlotSequences } from "./sequences/concurrency-slot-sequences.ts";
import { deploymentRunSequences } from "./sequences/deployment-run-sequences.ts";
import { deploymentEventSequences } from "./sequences/deployment-event-sequences.ts";
import { deploymentSequences } from "./sequences/deployment-sequences.ts";
import { flowRunFilterSequences } from "./sequences/flow-run-filter-sequences.ts";
import { flowRunInputSequences } from "./sequences/flow-run-input-sequences.ts";
import { flowRunRetrySequences } from "./sequences/flow-run-retry-sequences.ts";
import { flowRunSequences } from "./sequences/flow-run-sequences.ts";
import { flowRunStateSequences } from "./sequences/flow-run-state-sequences.ts";
import { flowSequences } from "./sequences/flow-sequences.ts";
import { graphSequences } from "./sequences/graph-sequences.ts";
import { logSequences } from "./sequences/log-sequences.ts";
import { prefectUiSequences } from "./sequences/prefect-ui-sequences.ts";
import { recoverySequences } from "./sequences/recovery-sequences.ts";
import { rootSequences } from "./sequences/root-sequences.ts";
import { emittedEventSequences } from "./sequences/emitted-event-sequences.ts";
import { eventSequences } from "./sequences/event-sequences.ts";
import { eventStreamSequences } from "./sequences/event-stream-sequences.ts";
import { backgroundTaskSequences } from "./sequences/background-task-sequences.ts";
import { savedSearchSequences } from "./sequences/saved-search-sequences.ts";
import { tagLimitSequences } from "./sequences/tag-limit-sequences.ts";
import { eventSocketSequences } from "./sequences/event-socket-sequences.ts";
import { jobVariableSequences } from "./sequences/job-variable-sequences.ts";
import { parameterSequences } from "./sequences/parameter-sequences.ts";
import { scheduleSequences } from "./sequences/schedule-sequences.ts";
import { schedulingSequences } from "./sequences/scheduling-sequences.ts";
import { taskRunEventSequences } from "./sequences/task-run-event-sequences.ts";
import { taskRunSequences } from "./sequences/task-run-sequences.ts";
import { taskRunStateSequences } from "./sequences/task-run-state-sequences.ts";
import { variableSequences } from "./sequences/variable-sequences.ts";
import { workEventSequences } from "./sequences/work-event-sequences.ts";
import { workFilterSequences } from "./sequences/work-filter-sequences.ts";
import { workOfferSequences } from "./sequences/work-offer-sequences.ts";
import { workPoolSequences } from "./sequences/work-pool-sequences.ts";
import { workQueueSequences } from "./sequences/work-queue-sequences.ts";
import { workerChannelSequences } from "./sequences/worker-channel-sequences.ts";
import { workerSequences } from "./sequences/worker-sequences.ts";

/** Everything that is played to both servers. */
export const sequences: readonly Sequence[] = [
  ...recoverySequences,
  ...rootSequences,
  ...bodySequences,
  ...flowSequences,
  ...deploymentEventSequences,
  ...deploymentSequences,
  ...deploymentRunSequences,
  ...parameterSequences,
  ...jobVariableSequences,
  ...scheduleSequences,
  ...schedulingSequences,
  ...flowRunSequences,
  ...flowRunFilterSequences,
  ...flowRunStateSequences,
  ...flowRunRetrySequences,
  ...flowRunInputSequences,
  ...taskRunSequences,
  ...taskRunStateSequences,
  ...taskRunEventSequences,
  ...emittedEventSequences,
  ...eventSequences,
  ...eventSocketSequences,
  ...eventStreamSequences,
  ...graphSequences,
  ...logSequences,
  ...artifactSequences,
  ...variableSequences,
  ...concurrencyLimitSequences,
  ...concurrencySlotSequences,
  ...blockTypeSequences,
  ...blockSchemaSequences,
  ...blockDocumentSequences,
  ...blockNestingSequences,
  ...blockFilterSequences,
  ...bundledBlockSequences,
  ...tagLimitSequences,
  ...backgroundTaskSequences,
  ...savedSearchSequences,
  ...prefectUiSequences,
  ...workPoolSequences,
  ...workQueueSequences,
  ...workerSequences,
  ...workerChannelSequences,
  ...workOfferSequences,
  ...workFilterSequences,
  ...workEventSequences,
  // Last: the real server's automations set each other off without end, and keep its database busy.
  ...automationRunSequences,
  ...automationSequences,
  ...automationActionSequences,
];
