/** What `import … from "tutti"` offers. */
export { TuttiError } from "@tutti/core/errors";
export { addAssetMetadata } from "@tutti/sdk/assets/asset-metadata";
export { Asset } from "@tutti/sdk/assets/asset";
export type { AssetLike, AssetProperties } from "@tutti/sdk/assets/asset";
export { materialize } from "@tutti/sdk/assets/materialize";
export type { MaterializeOptions } from "@tutti/sdk/assets/materialize";
export { allowFailure } from "@tutti/sdk/allow-failure";
export { artifact } from "@tutti/sdk/artifact";
export type { DeployedFlow, DeployOptions } from "@tutti/sdk/deploy/deploy-options";
export { OpsgenieWebhook, PagerDutyWebhook, SendgridEmail, TwilioSms } from "@tutti/sdk/blocks/alert-blocks";
export { block } from "@tutti/sdk/blocks/block-field";
export type { Block } from "@tutti/sdk/blocks/block";
export {
  CustomWebhook,
  DiscordWebhook,
  MattermostWebhook,
  MicrosoftTeamsWebhook,
  SlackWebhook,
} from "@tutti/sdk/blocks/chat-blocks";
export { defineBlock } from "@tutti/sdk/blocks/define-block";
export { loadBlock } from "@tutti/sdk/blocks/load-block";
export { LocalFileSystem } from "@tutti/sdk/blocks/local-file-system";
export { Secret } from "@tutti/sdk/blocks/secret";
export { secret, SecretValue } from "@tutti/sdk/blocks/secret-value";
export type { SecretString } from "@tutti/sdk/blocks/secret-value";
export type { FolderStorage, Storage } from "@tutti/sdk/blocks/storage";
export { Webhook } from "@tutti/sdk/blocks/webhook";
export { flow } from "@tutti/sdk/flow";
export type { Flow, ResumeOptions } from "@tutti/sdk/flow";
export type { FlowHook, FlowInfo, FlowOptions, FlowRunInfo } from "@tutti/sdk/flow-options";
export { getLogger } from "@tutti/sdk/get-logger";
export { pause, suspend } from "@tutti/sdk/input/pause";
export type { PauseOptions, SuspendOptions } from "@tutti/sdk/input/pause-options";
export { receiveInput } from "@tutti/sdk/input/receive-input";
export type { InputReceiver, ReceivedInput, ReceiveOptions } from "@tutti/sdk/input/receive-input";
export { sendInput } from "@tutti/sdk/input/send-input";
export type { SendOptions } from "@tutti/sdk/input/send-input";
export type { Logger } from "@tutti/sdk/logger";
export {
  CachePolicy,
  DEFAULT,
  FLOW_PARAMETERS,
  INPUTS,
  NO_CACHE,
  RUN_ID,
  TASK_SOURCE,
} from "@tutti/sdk/caching/cache-policy";
export type { CacheContext, CacheKeyFunction, CacheSettings } from "@tutti/sdk/caching/cache-policy";
export { FileLocks } from "@tutti/sdk/caching/file-locks";
export type { Lock, LockRequest, Locks } from "@tutti/sdk/caching/locks";
export { MemoryLocks } from "@tutti/sdk/caching/memory-locks";
export { serverLocks } from "@tutti/sdk/caching/server-locks";
export { concurrency } from "@tutti/sdk/limits/concurrency";
export type { Slots } from "@tutti/sdk/limits/held-slots";
export type { ConcurrencyOptions, WaitOptions } from "@tutti/sdk/limits/limit-options";
export { rateLimit } from "@tutti/sdk/limits/rate-limit";
export type { Serializer, SerializerName } from "@tutti/sdk/results/serializer";
export { actions } from "@tutti/sdk/events/actions";
export type { Action, WireAction } from "@tutti/sdk/events/actions";
export { Automation } from "@tutti/sdk/events/automation";
export type { AutomationOptions } from "@tutti/sdk/events/automation";
export { emitEvent } from "@tutti/sdk/events/emit-event";
export type { EmittedEvent, EventOptions, EventResource } from "@tutti/sdk/events/emit-event";
export {
  compoundTrigger,
  deploymentTrigger,
  eventTrigger,
  metricTrigger,
  sequenceTrigger,
} from "@tutti/sdk/events/triggers";
export type { DeploymentTriggerOptions, WireTrigger } from "@tutti/sdk/events/triggers";
export { Cancelled, Completed, Crashed, Failed } from "@tutti/sdk/returned-state";
export type { CompletedOptions, UnsuccessfulOptions } from "@tutti/sdk/returned-state";
export { exponentialBackoff } from "@tutti/sdk/retries";
export { getFlowRun, getTaskRun, getTaskRuns } from "@tutti/sdk/recorded-runs";
export type { RecordedRun } from "@tutti/sdk/recorded-runs";
export { runDeployment } from "@tutti/sdk/run-deployment";
export type { DeploymentRun, RunDeploymentOptions } from "@tutti/sdk/run-deployment";
export type { DeploymentInfo, FlowRunDetails, TaskRunDetails } from "@tutti/sdk/run-details";
export { runtime } from "@tutti/sdk/runtime";
export { serve } from "@tutti/sdk/serve/serve";
export type {
  DeploymentOptions,
  ScheduleOptions,
  ServeOptions,
  ServingOptions,
} from "@tutti/sdk/serve/deployment-options";
export type { FlowDeployment } from "@tutti/sdk/serve/to-deployment";
export { State } from "@tutti/sdk/state";
export type { BackgroundRun } from "@tutti/sdk/background/background-run";
export type { TaskServingOptions } from "@tutti/sdk/background/serve-tasks";
export { tags } from "@tutti/sdk/tags";
export { task } from "@tutti/sdk/task";
export type { Task } from "@tutti/sdk/task";
export { TaskFuture } from "@tutti/sdk/task-future";
export type { TaskHook, TaskInfo, TaskOptions, TaskRunInfo } from "@tutti/sdk/task-options";
export { startTestServer, withTestServer } from "@tutti/sdk/test-server";
export type { TestServer, TestServerOptions } from "@tutti/sdk/test-server";
export { currentTransaction, transaction } from "@tutti/sdk/transactions/transaction";
export type {
  CompletedTaskRun,
  TaskTransactionHook,
  Transaction,
  TransactionHook,
  TransactionHooks,
  TransactionOptions,
} from "@tutti/sdk/transactions/transaction-options";
export { unmapped } from "@tutti/sdk/unmapped";
export { variables } from "@tutti/sdk/variables";
export { days, hours, minutes } from "@tutti/sdk/waiting/duration";
export type { Duration } from "@tutti/sdk/waiting/duration";
export { sleep } from "@tutti/sdk/waiting/sleep";
export type { SleepOptions } from "@tutti/sdk/waiting/sleep";
export { waitForEvent } from "@tutti/sdk/waiting/wait-for-event";
export type { AwaitedEvent, WaitForEventOptions } from "@tutti/sdk/waiting/wait-for-event";
export { recordRun, replay } from "@tutti/sdk/testing/replay";
export type { Recording, Replay } from "@tutti/sdk/testing/replay";
