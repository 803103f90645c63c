import {
  decrementBody,
  decrementWithLeaseBody,
  incrementBody,
  incrementWithLeaseBody,
  leasedLimits,
  renewLeaseBody,
  takenLimit,
} from "@tutti/core/wire/concurrency-limit";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import type { SlotsAnswer } from "../commands/limits/take-slots.ts";
import { HttpError } from "../http/http-error.ts";
import { defineRoute } from "../http/route.ts";
import { slotLeaseId } from "./slot-lease-id.ts";

const tags = ["Concurrency Limits V2"];

/** Clients wait for as long as the header says, and fail without it. */
function taken(answer: SlotsAnswer): SlotsAnswer & { kind: "taken" } {
  if (answer.kind === "taken") return answer;
  throw new HttpError(423, { detail: "Locked" }, { "retry-after": String(answer.retryAfterSeconds) });
}

export const concurrencySlotRoutes = [
  defineRoute({
    method: "POST",
    path: "/v2/concurrency_limits/increment",
    summary: "Take slots",
    tags,
    body: incrementBody,
    reply: { 200: z.array(takenLimit) },
    errors: ["slots_taken"],
    async handle({ body: { names, slots, mode } }, { store }) {
      const answer = await store.command("takeSlots", { names, slots, mode, lease: null });
      return { status: 200, body: taken(answer).limits };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/v2/concurrency_limits/increment-with-lease",
    summary: "Take slots for as long as a lease is renewed",
    tags,
    body: incrementWithLeaseBody,
    reply: { 200: leasedLimits },
    errors: ["slots_taken"],
    async handle({ body: { names, slots, mode, lease_duration: durationSeconds, holder }, headers }, { store }) {
      const lease = { id: slotLeaseId(headers), durationSeconds, holder };
      const answer = await store.command("takeSlots", { names, slots, mode, lease });
      const { leaseId, limits } = taken(answer);
      return { status: 200, body: { lease_id: leaseId ?? "", limits } };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/v2/concurrency_limits/decrement",
    summary: "Give slots back",
    tags,
    body: decrementBody,
    reply: { 200: z.array(takenLimit) },
    async handle({ body: { names, slots, occupancy_seconds } }, { store }) {
      const limits = await store.command("giveBackSlots", {
        names,
        slots,
        occupancySeconds: occupancy_seconds ?? null,
      });
      return { status: 200, body: limits };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/v2/concurrency_limits/decrement-with-lease",
    summary: "Give the slots of a lease back",
    tags,
    body: decrementWithLeaseBody,
    reply: { 204: null },
    async handle({ body }, { store }) {
      await store.command("releaseSlotLease", { id: body.lease_id });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/v2/concurrency_limits/leases/{lease_id}/renew",
    summary: "Renew a lease",
    tags,
    params: z.object({ lease_id: uuid }),
    body: renewLeaseBody,
    reply: { 204: null },
    errors: ["gone"],
    async handle({ params, body }, { store }) {
      await store.command("renewSlotLease", { id: params.lease_id, durationSeconds: body.lease_duration });
      return { status: 204 };
    },
  }),
];
