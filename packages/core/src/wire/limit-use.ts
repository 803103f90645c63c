import { z } from "zod";
import { concurrencyLimit, leaseHolder } from "./concurrency-limit.ts";
import { dateTime, uuid } from "./primitives.ts";
import { stateType } from "./state.ts";

/** Somebody who holds slots or waits for some. */
export const slotParty = z.object({
  type: leaseHolder.shape.type,
  id: uuid,
  /** Null: it is gone. */
  name: z.string().nullable(),
  state_type: stateType.nullable(),
  state_name: z.string().nullable(),
  /** Of a flow run. */
  flow_name: z.string().nullable(),
  /** Of a task run. */
  flow_run: z.object({ id: uuid, name: z.string() }).nullable(),
});
export type SlotParty = z.infer<typeof slotParty>;

export const slotHolder = z.object({
  lease_id: uuid,
  slots: z.int(),
  since: dateTime,
  /** When it ends unless it is renewed; null: when it is given back. */
  expires_at: dateTime.nullable(),
  /** Null: whoever took the slots did not say. */
  holder: slotParty.nullable(),
});
export type SlotHolder = z.infer<typeof slotHolder>;

export const slotWaiter = z.object({
  slots: z.int(),
  since: dateTime,
  asks_again_at: dateTime.nullable(),
  waiter: slotParty,
});
export type SlotWaiter = z.infer<typeof slotWaiter>;

const deployment = z.object({ id: uuid, name: z.string(), flow_name: z.string() });

/** `GET /api/tutti/concurrency-limits/{id}`: a limit, who holds its slots, and who waits for them; 200 of each at most. */
export const limitUse = z.object({
  limit: concurrencyLimit,
  /** Whose limit it is, where it is a deployment's. */
  deployment: deployment.nullable(),
  /** The longest held first. */
  holders: z.array(slotHolder),
  /** Slots that are taken without a lease: nobody knows by whom. */
  unleased: z.int(),
  /** The longest waiting first. */
  waiters: z.array(slotWaiter),
});
export type LimitUse = z.infer<typeof limitUse>;

/** `GET /api/tutti/deployment-limits`: deployments that may have so many runs under way, by name; 200 at most. */
export const deploymentLimits = z.array(
  z.object({
    id: uuid,
    deployment,
    limit: z.int(),
    active_slots: z.int(),
    /** Runs that wait for a slot. */
    waiting: z.int(),
  }),
);
export type DeploymentLimits = z.infer<typeof deploymentLimits>;
