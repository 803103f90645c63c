import { addSeconds, type Instant } from "./instant.ts";

// Work that is left when the process of a run is gone: to end its infrastructure, which only a worker of its pool can.
// A message is reserved for one worker at a time, which says by its reservation's token that it is done, gives it back, or
// asks for more time. One that was given out too often without an end is dead.

export interface CleanupPolicy {
  readonly leaseSeconds: number;
  readonly deliveriesMax: number;
}

export type CleanupOperation = "ack" | "release" | "renew";

export interface CleanupMessage {
  readonly work_pool_id: string;
  readonly delivery_count: number;
  /** Null: nobody has it now. */
  readonly reservation_token: string | null;
  readonly lease_expires_at: Instant | null;
  /** Null while there is something left to do. */
  readonly outcome: "DONE" | "DEAD" | null;
}

/** What becomes of a message; `stays` changes nothing. */
export type CleanupNext =
  | { readonly kind: "stays" }
  | { readonly kind: "waits" }
  | { readonly kind: "ends"; readonly outcome: "DONE" | "DEAD" }
  | { readonly kind: "leased"; readonly until: Instant };

export interface CleanupVerdict {
  readonly status:
    | "accepted"
    | "not_current"
    | "not_found"
    | "expired"
    | "invalid_token"
    | "unauthorized"
    | "dead_lettered";
  readonly reason: string | null;
  readonly next: CleanupNext;
}

interface Claim {
  readonly operation: CleanupOperation;
  readonly poolId: string;
  readonly token: string;
}

/** What comes of a worker's word about a message. */
export function judgeCleanup(
  message: CleanupMessage | null,
  { operation, poolId, token }: Claim,
  now: Instant,
  policy: CleanupPolicy,
): CleanupVerdict {
  if (message === null || message.outcome !== null) return refused("not_found", "message_not_found");
  if (message.work_pool_id !== poolId) return refused("unauthorized", "work_pool_mismatch");
  if (message.reservation_token === null) return refused("not_current", "no_active_reservation");
  if (message.reservation_token !== token) return refused("invalid_token", "reservation_token_mismatch");
  if (message.lease_expires_at !== null && message.lease_expires_at <= now) {
    const next = withoutReservation(message, policy);
    return next.kind === "ends" ? dead(next) : { status: "expired", reason: "lease_expired", next };
  }
  return granted(message, operation, now, policy);
}

function granted(
  message: CleanupMessage,
  operation: CleanupOperation,
  now: Instant,
  policy: CleanupPolicy,
): CleanupVerdict {
  if (operation === "ack") return accepted({ kind: "ends", outcome: "DONE" });
  if (operation === "renew") return accepted({ kind: "leased", until: addSeconds(now, policy.leaseSeconds) });
  const next = withoutReservation(message, policy);
  return next.kind === "ends" ? dead(next) : accepted(next);
}

/** What becomes of a message that its worker did not finish. */
export function withoutReservation(
  message: Pick<CleanupMessage, "delivery_count">,
  policy: CleanupPolicy,
): CleanupNext {
  return message.delivery_count >= policy.deliveriesMax ? { kind: "ends", outcome: "DEAD" } : { kind: "waits" };
}

function accepted(next: CleanupNext): CleanupVerdict {
  return { status: "accepted", reason: null, next };
}

function dead(next: CleanupNext): CleanupVerdict {
  return { status: "dead_lettered", reason: "max_delivery_attempts_reached", next };
}

function refused(status: CleanupVerdict["status"], reason: string): CleanupVerdict {
  return { status, reason, next: { kind: "stays" } };
}
