import { z } from "zod";
import type { CleanupOperation, CleanupVerdict } from "../cleanup-delivery.ts";
import type { Claim } from "./lease.ts";
import { waitingProcess } from "./waiting-process.ts";
import { instantInput, integerBetween, numberBetween, opaqueObject, uuid } from "./primitives.ts";
import type { WorkerOffer } from "./work-offer.ts";
import type { WorkPool } from "./work-pool.ts";

// `/work_pools/{name}/workers/connect`: the socket by which a worker says that it is there, learns how its pool changes,
// and is told what to clean up. Every frame is `{ type, id, sent_at, payload }`, and strict.

export const CHANNEL_VERSION = "work_pool_worker_channel.v1";
export const HEARTBEAT_CAPABILITY = "worker_heartbeat.v1";
export const SNAPSHOT_CAPABILITY = "work_pool_snapshot.v1";
export const CLEANUP_CAPABILITY = "cleanup_delivery.v1";
/** Tutti's: runs are offered as soon as they are due. A worker that gets no such offers polls. */
export const DELIVERY_CAPABILITY = "tutti.run_delivery.v1";
/** Tutti's: a run may be made and begun in one, for a process of the worker's that waits for it. */
export const BEGINNING_CAPABILITY = "tutti.run_beginning.v1";

/** Why a channel ends, and the code with which it is closed. After 1011 the worker comes back. */
export const CHANNEL_CLOSE_CODES = {
  authentication_failed: 1008,
  authorization_failed: 1008,
  unsupported_version: 1008,
  protocol_error: 1002,
  heartbeat_persistence_failed: 1011,
  transient_server_error: 1011,
} as const;
export type ChannelCloseReason = keyof typeof CHANNEL_CLOSE_CODES;

export const cleanupKind = z.enum(["cancelling_timeout_teardown.v1", "pending_claim_teardown.v1"]);
export type CleanupKind = z.infer<typeof cleanupKind>;

const filled = z.string().min(1);
const seconds = integerBetween(1, Number.MAX_SAFE_INTEGER);

function frame<T extends string, P extends z.ZodType>(type: T, payload: P) {
  return z.strictObject({ type: z.literal(type), id: uuid, sent_at: instantInput, payload });
}

const helloPayload = z
  .strictObject({
    consumer_id: uuid,
    worker_name: filled,
    worker_type: filled,
    heartbeat_interval_seconds: seconds,
    supported_channel_versions: z.array(filled).min(1),
    requested_capabilities: z.array(filled).min(1),
    work_queue_names: z.array(filled).default([]),
    handled_cleanup_kinds: z.array(cleanupKind).default([]),
    max_cleanup_concurrency: integerBetween(0, Number.MAX_SAFE_INTEGER).optional(),
    create_pool_if_not_found: z.boolean().default(false),
    default_base_job_template: opaqueObject.default({}),
    worker_metadata: opaqueObject.nullish(),
  })
  .refine(asksForWhatIsRequired, "The worker must be able to send heartbeats and to take snapshots")
  .refine(asksForCleanupFirst, "Cleanup kinds and concurrency require cleanup_delivery.v1")
  .transform((hello) => ({ ...hello, max_cleanup_concurrency: cleanupConcurrency(hello) }));

interface Asked {
  readonly requested_capabilities: readonly string[];
  readonly handled_cleanup_kinds: readonly string[];
  readonly max_cleanup_concurrency?: number | undefined;
}

function asksForWhatIsRequired({ requested_capabilities: asked }: Asked): boolean {
  return asked.includes(HEARTBEAT_CAPABILITY) && asked.includes(SNAPSHOT_CAPABILITY);
}

function asksForCleanupFirst({ requested_capabilities, handled_cleanup_kinds, ...asked }: Asked): boolean {
  if (requested_capabilities.includes(CLEANUP_CAPABILITY)) return true;
  return handled_cleanup_kinds.length === 0 && (asked.max_cleanup_concurrency ?? 0) === 0;
}

/** One at a time for a worker that does not say. */
function cleanupConcurrency({ requested_capabilities, handled_cleanup_kinds, ...asked }: Asked): number {
  const isAsked = requested_capabilities.includes(CLEANUP_CAPABILITY) && handled_cleanup_kinds.length > 0;
  return asked.max_cleanup_concurrency ?? (isAsked ? 1 : 0);
}

const reservation = { message_id: uuid, reservation_token: filled };

/** What a worker may say. */
export const workerFrame = z.discriminatedUnion("type", [
  frame("worker.hello.v1", helloPayload),
  frame(
    "worker.heartbeat.v1",
    z.strictObject({ consumer_id: uuid, worker_name: filled, heartbeat_interval_seconds: seconds }),
  ),
  /** How many runs it would take now, and how long before their time. */
  frame("tutti.room.v1", z.strictObject({ room: integerBetween(0, 200), prefetch_seconds: numberBetween(0, 86_400) })),
  frame("tutti.waits.v1", waitingProcess),
  frame("tutti.waits_no_more.v1", z.strictObject({ process_id: uuid })),
  frame("cleanup.ack.v1", z.strictObject(reservation)),
  frame("cleanup.renew.v1", z.strictObject(reservation)),
  frame("cleanup.release.v1", z.strictObject({ ...reservation, reason: filled })),
]);
export type WorkerFrame = z.output<typeof workerFrame>;
export type WorkerHello = Extract<WorkerFrame, { type: "worker.hello.v1" }>["payload"];

/** A pool as it is now. The number tells a worker that it missed none. */
export interface PoolSnapshot {
  readonly snapshot_sequence: number;
  readonly reason: string;
  readonly work_pool: WorkPool;
}

/** What the server may say, by type. */
export interface ServerPayloads {
  readonly "worker.ready.v1": {
    readonly consumer_id: string;
    readonly worker_id: null;
    readonly selected_channel_version: typeof CHANNEL_VERSION;
    readonly effective_heartbeat_interval_seconds: number;
    readonly accepted_capabilities: readonly string[];
    readonly rejected_capabilities: readonly string[];
    readonly effective_max_cleanup_concurrency: number;
    readonly resolved_work_queues: readonly { readonly id: string; readonly name: string }[];
    readonly initial_snapshot: PoolSnapshot;
  };
  readonly "work_pool.snapshot.v1": PoolSnapshot;
  readonly "tutti.offers.v1": { readonly offers: readonly WorkerOffer[] };
  /** A run was made and begun for that process. */
  readonly "tutti.begun.v1": { readonly process_id: string; readonly claim: Claim };
  readonly "cleanup.message.v1": CleanupDelivery;
  readonly "cleanup.operation_result.v1": {
    readonly request_frame_id: string;
    readonly message_id: string;
    readonly operation: CleanupOperation;
    readonly status: CleanupVerdict["status"] | "error";
    readonly lease_expires_at: string | null;
    readonly reason: string | null;
    readonly detail: null;
  };
}

export interface CleanupDelivery {
  readonly message_id: string;
  readonly kind: CleanupKind;
  readonly reservation_token: string;
  readonly lease_expires_at: string;
  readonly delivery_count: number;
  readonly work_queue_id: string | null;
  readonly target: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
}
