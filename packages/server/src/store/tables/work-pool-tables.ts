import type { Instant } from "@tutti/core/instant";
import type { StorageConfiguration } from "@tutti/core/wire/work-pool";
import type { RunSelection, WorkStatus } from "@tutti/core/wire/work-queue";
import type { JsonObject } from "@tutti/core/json-object";
import type { Flag, JsonText, Stored } from "./stored.ts";

export interface WorkPoolTable extends Stored {
  name: string;
  description: string | null;
  type: string;
  base_job_template: JsonText<JsonObject>;
  is_paused: Flag;
  concurrency_limit: number | null;
  default_queue_id: string | null;
  storage_configuration: JsonText<StorageConfiguration>;
  /** Null where no worker's heartbeat is expected. */
  status: WorkStatus | null;
  /** The event that told of the status, and when that was; null before the first. */
  status_event_id: string | null;
  status_changed_at: Instant | null;
}

export interface WorkQueueTable extends Stored {
  work_pool_id: string;
  /** Unique in its pool. */
  name: string;
  description: string | null;
  is_paused: Flag;
  concurrency_limit: number | null;
  /** 1 is served first; unique in its pool. */
  priority: number;
  /** JSON: the deprecated filter of queues by tags and deployments, as sent. */
  filter: JsonText<RunSelection> | null;
  last_polled: Instant | null;
  status: WorkStatus;
}

export interface WorkerTable extends Stored {
  work_pool_id: string;
  /** Unique in its pool. */
  name: string;
  last_heartbeat_time: Instant;
  heartbeat_interval_seconds: number | null;
  status: "ONLINE" | "OFFLINE";
}
