import type { Instant } from "@tutti/core/instant";
import type { CleanupKind } from "@tutti/core/wire/worker-channel";
import type { JsonObject } from "@tutti/core/json-object";
import type { JsonText, Stored } from "./stored.ts";

/** Something that a worker of the pool has to clean up, and who is at it. */
export interface WorkerCleanupTable extends Stored {
  /** Of one key there is one message: asking twice cleans up once. */
  idempotency_key: string;
  work_pool_id: string;
  /** Whose workers are preferred. */
  work_queue_id: string | null;
  kind: CleanupKind;
  target: JsonText<JsonObject>;
  data: JsonText<JsonObject>;
  delivery_count: number;
  /** Null while nobody has it. */
  reservation_token: string | null;
  lease_expires_at: Instant | null;
  /** Null while there is something left to do. */
  outcome: "DONE" | "DEAD" | null;
}
