import type { Instant } from "@tutti/core/instant";
import type { Flag, JsonText } from "./stored.ts";

/** A deferred task run that waits for a worker: written with its Scheduled state, gone when a worker has taken it. */
export interface BackgroundTaskTable {
  task_run_id: string;
  task_key: string;
  /** Those that were scheduled again, or offered in vain, come first. */
  is_retry: Flag;
  queued_at: Instant;
  /** The connection it is offered on, and until when: then it may be offered to others. */
  offered_to: string | null;
  offered_until: Instant | null;
}

/** A connection of a client that executes deferred task runs. */
export interface TaskWorkerTable {
  id: string;
  /** As the client calls itself. */
  identifier: string;
  task_keys: JsonText<string[]>;
  last_seen: Instant;
}
