import type { Instant } from "@tutti/core/instant";
import type { Flag, JsonObject, JsonText, Stored } from "./stored.ts";

export interface WorkPoolTable extends Stored {
  name: string;
  description: string | null;
  type: string;
  base_job_template: JsonText<JsonObject>;
  is_paused: Flag;
  concurrency_limit: number | null;
  default_queue_id: string | null;
  storage_configuration: JsonText<JsonObject>;
  /** Null where no worker's heartbeat is expected. */
  status: "READY" | "NOT_READY" | "PAUSED" | null;
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
  filter: JsonText<JsonObject> | null;
  last_polled: Instant | null;
  status: "READY" | "NOT_READY" | "PAUSED";
}

export interface WorkerTable extends Stored {
  work_pool_id: string;
  /** Unique in its pool. */
  name: string;
  last_heartbeat_time: Instant;
  heartbeat_interval_seconds: number | null;
  status: "ONLINE" | "OFFLINE";
}
