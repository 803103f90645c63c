import { z } from "zod";

/** The steps by which a run has on record what it waits for: their results say until when. The one of `found` is over with it. */
export const WAIT_STEPS = { sleep: "sleep", event: "wait-for-event", found: "event" } as const;

/** The result of a sleep's step: when it ends. */
export const sleepEnd = z.string();

/** The result of a step that begins to wait for an event: what for, and in which time it counts; `until` is null for ever. */
export const eventWindow = z.object({
  since: z.string(),
  until: z.string().nullable(),
  event: z.string().nullish(),
  resource: z.string().nullish(),
});
export type EventWindow = z.infer<typeof eventWindow>;
