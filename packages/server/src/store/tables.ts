import type { Instant } from "@tutti/core/instant";
import type { StateType } from "@tutti/core/state-type";
import type { FlowRunPolicy } from "@tutti/core/wire/flow-run";
import type { StateDetails } from "@tutti/core/wire/state";
import type { TaskInputs, TaskRunPolicy } from "@tutti/core/wire/task-run";
import type { JsonObject } from "@tutti/core/json-object";
import type { EventPosition } from "./committed-events.ts";
import type { AssetSourceTable, AssetTable } from "./tables/asset-tables.ts";
import type { BackgroundTaskTable, TaskWorkerTable } from "./tables/background-task-tables.ts";
import type {
  ConcurrencyLeaseLimitTable,
  ConcurrencyLeaseTable,
  ConcurrencyLimitTable,
  ConcurrencyWaitTable,
} from "./tables/concurrency-tables.ts";
import type {
  BlockDocumentReferenceTable,
  BlockDocumentTable,
  BlockSchemaReferenceTable,
  BlockSchemaTable,
  BlockTypeTable,
} from "./tables/block-tables.ts";
import type { DeploymentScheduleTable, DeploymentTable } from "./tables/deployment-tables.ts";
import type {
  AutomationBucketTable,
  AutomationCollectionTable,
  AutomationInvocationTable,
  AutomationResourceTable,
  AutomationTable,
  HeldEventTable,
} from "./tables/automation-tables.ts";
import type { EventWaitTable } from "./tables/event-wait-table.ts";
import type { SavedSearchTable } from "./tables/saved-search-table.ts";
import type { Flag, JsonText, Labels, Stored, Tags } from "./tables/stored.ts";
import type { WorkerTable, WorkPoolTable, WorkQueueTable } from "./tables/work-pool-tables.ts";
import type { WorkerCleanupTable } from "./tables/worker-cleanup-table.ts";

// The rows as both databases hold them. Names follow the protocol's.

export interface FlowTable extends Stored {
  name: string;
  tags: JsonText<Tags>;
  labels: JsonText<Labels> | null;
}

/** What flow runs and task runs have in common: the current state and the bookkeeping of their life. */
interface RunColumns {
  state_id: string | null;
  state_type: StateType | null;
  state_name: string | null;
  state_timestamp: Instant | null;
  run_count: number;
  expected_start_time: Instant | null;
  next_scheduled_start_time: Instant | null;
  start_time: Instant | null;
  end_time: Instant | null;
  /** Microseconds spent in RUNNING states that have ended. */
  total_run_micros: number;
}

export interface FlowRunTable extends Stored, RunColumns {
  name: string;
  flow_id: string;
  flow_version: string | null;
  deployment_id: string | null;
  deployment_version: string | null;
  work_queue_id: string | null;
  work_queue_name: string | null;
  parent_task_run_id: string | null;
  parameters: JsonText<JsonObject>;
  context: JsonText<JsonObject>;
  empirical_policy: JsonText<FlowRunPolicy>;
  job_variables: JsonText<JsonObject> | null;
  tags: JsonText<Tags>;
  labels: JsonText<Labels>;
  idempotency_key: string | null;
  auto_scheduled: Flag;
  infrastructure_document_id: string | null;
  infrastructure_pid: string | null;
  created_by_id: string | null;
  created_by_type: string | null;
  created_by_display_value: string | null;
  /** How often the run was started again because its owner was gone. */
  recovery_count: number;
  /** The run whose lease covers this one: an in-process subflow's root. Null: its own. */
  lease_run_id: string | null;
  /** Who may write for this run, the number that makes earlier owners stale (0: never leased), and until when. */
  lease_owner: string | null;
  lease_epoch: number;
  lease_expires_at: Instant | null;
  /** The request that the lease, or the last one when there is none, was given for; null where it had no id. */
  lease_request: string | null;
}

/** A run of history: never updated, never deleted but with its run. */
interface StateColumns {
  id: string;
  created: Instant;
  type: StateType;
  name: string;
  timestamp: Instant;
  message: string | null;
  /** JSON; only the keys that differ from their default. */
  state_details: JsonText<StateDetails>;
  /** JSON: the result or where it is stored; null when there is none. */
  data: JsonText<unknown> | null;
}

export interface FlowRunStateTable extends StateColumns {
  flow_run_id: string;
}

export interface TaskRunTable extends Stored, RunColumns {
  name: string;
  flow_run_id: string | null;
  task_key: string;
  dynamic_key: string;
  cache_key: string | null;
  cache_expiration: Instant | null;
  task_version: string | null;
  empirical_policy: JsonText<TaskRunPolicy>;
  task_inputs: JsonText<TaskInputs>;
  tags: JsonText<Tags>;
  labels: JsonText<Labels>;
  flow_run_run_count: number;
  /** The epoch of the lease under which this run was last reported; 0 outside of leases. */
  lease_epoch: number;
}

export interface TaskRunStateTable extends StateColumns {
  task_run_id: string;
}

/** Which completed state answers for a cache key (task runs orchestrated over REST). */
export interface TaskRunStateCacheTable {
  id: string;
  created: Instant;
  cache_key: string;
  cache_expiration: Instant | null;
  task_run_state_id: string;
}

export interface LogTable {
  id: string;
  created: Instant;
  updated: Instant;
  name: string;
  level: number;
  message: string;
  timestamp: Instant;
  flow_run_id: string | null;
  task_run_id: string | null;
}

interface ArtifactColumns extends Stored {
  type: string | null;
  description: string | null;
  data: JsonText<unknown> | null;
  metadata_: JsonText<Record<string, string>> | null;
  flow_run_id: string | null;
  task_run_id: string | null;
}

export interface ArtifactTable extends ArtifactColumns {
  key: string | null;
}

export interface ArtifactCollectionTable extends ArtifactColumns {
  key: string;
  latest_id: string;
}

export interface VariableTable extends Stored {
  name: string;
  value: JsonText<unknown>;
  tags: JsonText<Tags>;
}

export interface FlowRunInputTable extends Stored {
  flow_run_id: string;
  key: string;
  value: string;
  sender: string | null;
}

/** Rows are also numbered in the order of their commits, by the database: see `committed-events.ts`. */
export interface EventTable {
  id: string;
  occurred: Instant;
  received: Instant;
  event: string;
  /** `prefect.resource.id` of the resource. */
  resource_id: string;
  resource: JsonText<Record<string, string>>;
  related: JsonText<Record<string, string>[]>;
  payload: JsonText<JsonObject>;
  follows: string | null;
}

/** That an event relates to a resource: how those are found. Only ids that both databases can index are there. */
export interface EventRelatedTable {
  resource_id: string;
  occurred: Instant;
  event_id: string;
}

/** How far a consumer of the committed events has come. */
export interface EventCursorTable {
  consumer: string;
  position: EventPosition;
}

export interface CsrfTokenTable extends Stored {
  token: string;
  client: string;
  expiration: Instant;
}

/** What the server is told to remember about itself, by key: for example the default result storage. */
export interface ConfigurationTable extends Stored {
  key: string;
  value: JsonText<unknown>;
}

export interface MigrationTable {
  number: number;
  name: string;
  applied_at: Instant;
}

export interface Database {
  flow: FlowTable;
  flow_run: FlowRunTable;
  flow_run_state: FlowRunStateTable;
  task_run: TaskRunTable;
  task_run_state: TaskRunStateTable;
  task_run_state_cache: TaskRunStateCacheTable;
  log: LogTable;
  artifact: ArtifactTable;
  artifact_collection: ArtifactCollectionTable;
  asset: AssetTable;
  asset_source: AssetSourceTable;
  variable: VariableTable;
  flow_run_input: FlowRunInputTable;
  event: EventTable;
  event_related: EventRelatedTable;
  event_cursor: EventCursorTable;
  event_wait: EventWaitTable;
  csrf_token: CsrfTokenTable;
  work_pool: WorkPoolTable;
  work_queue: WorkQueueTable;
  worker: WorkerTable;
  worker_cleanup: WorkerCleanupTable;
  concurrency_limit: ConcurrencyLimitTable;
  concurrency_lease: ConcurrencyLeaseTable;
  concurrency_lease_limit: ConcurrencyLeaseLimitTable;
  concurrency_wait: ConcurrencyWaitTable;
  deployment: DeploymentTable;
  deployment_schedule: DeploymentScheduleTable;
  block_type: BlockTypeTable;
  block_schema: BlockSchemaTable;
  block_schema_reference: BlockSchemaReferenceTable;
  block_document: BlockDocumentTable;
  block_document_reference: BlockDocumentReferenceTable;
  automation: AutomationTable;
  automation_resource: AutomationResourceTable;
  automation_bucket: AutomationBucketTable;
  automation_collection: AutomationCollectionTable;
  automation_invocation: AutomationInvocationTable;
  held_event: HeldEventTable;
  background_task: BackgroundTaskTable;
  task_worker: TaskWorkerTable;
  saved_search: SavedSearchTable;
  configuration: ConfigurationTable;
  tutti_migration: MigrationTable;
}
