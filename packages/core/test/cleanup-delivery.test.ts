import { expect, test } from "vitest";
import { judgeCleanup, withoutReservation, type CleanupMessage } from "../src/cleanup-delivery.ts";
import { addSeconds, instant } from "../src/instant.ts";

const now = instant(1_800_000_000_000_000);
const policy = { leaseSeconds: 30, deliveriesMax: 3 };
const reserved: CleanupMessage = {
  work_pool_id: "pool",
  delivery_count: 1,
  reservation_token: "token",
  lease_expires_at: addSeconds(now, 1),
  outcome: null,
};
const stays = { kind: "stays" };
const waits = { kind: "waits" };
const died = { kind: "ends", outcome: "DEAD" };

const ack = { operation: "ack", poolId: "pool", token: "token" } as const;
const release = { ...ack, operation: "release" } as const;
const renew = { ...ack, operation: "renew" } as const;

test.each([
  ["a message that is done", reserved, ack, "accepted", null, { kind: "ends", outcome: "DONE" }],
  ["a message given back", reserved, release, "accepted", null, waits],
  ["more time", reserved, renew, "accepted", null, { kind: "leased", until: addSeconds(now, 30) }],
  ["no message", null, ack, "not_found", "message_not_found", stays],
  ["one that was done", { ...reserved, outcome: "DONE" }, ack, "not_found", "message_not_found", stays],
  ["another pool's", reserved, { ...ack, poolId: "other" }, "unauthorized", "work_pool_mismatch", stays],
  ["one that waits", { ...reserved, reservation_token: null }, ack, "not_current", "no_active_reservation", stays],
  ["another's", reserved, { ...ack, token: "other" }, "invalid_token", "reservation_token_mismatch", stays],
  ["one too late", { ...reserved, lease_expires_at: now }, ack, "expired", "lease_expired", waits],
  [
    "the last one too late",
    { ...reserved, lease_expires_at: now, delivery_count: 3 },
    renew,
    "dead_lettered",
    "max_delivery_attempts_reached",
    died,
  ],
  [
    "the last one given back",
    { ...reserved, delivery_count: 3 },
    release,
    "dead_lettered",
    "max_delivery_attempts_reached",
    died,
  ],
] as const)("a worker's word on %s", (_what, message, claim, status, reason, next) => {
  expect(judgeCleanup(message, claim, now, policy)).toEqual({ status, reason, next });
});

test.each([
  [1, waits],
  [2, waits],
  [3, died],
])("a message delivered %i times without an end", (delivery_count, next) => {
  expect(withoutReservation({ delivery_count }, policy)).toEqual(next);
});
