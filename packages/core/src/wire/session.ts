import { z } from "zod";

/** Subprotocol of the acknowledged session on `/events/in`; a Prefect server picks `prefect` instead. */
export const SESSION_PROTOCOL = "tutti.v1";
export const PREFECT_PROTOCOL = "prefect";

export const authMessage = z.object({ type: z.literal("auth"), token: z.string().nullish() });
export const authReply = z.object({ type: z.enum(["auth_success", "auth_failure"]), reason: z.string().optional() });

/** Cumulative: every event up to and including this one, in the order sent, is committed. */
export const sessionAck = z.object({ ack: z.string() });

/** This event was refused and changed nothing. `lease_lost` means another owner has the run. */
export const sessionNack = z.object({
  nack: z.string(),
  code: z.enum(["lease_lost", "invalid_event", "too_large"]),
  detail: z.string(),
});

export type SessionNack = z.infer<typeof sessionNack>;

export const sessionReply = z.union([sessionAck, sessionNack]);
export type SessionReply = z.infer<typeof sessionReply>;
