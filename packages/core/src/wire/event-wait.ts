import { z } from "zod";
import { resourceSpecification } from "./event-filter.ts";

const WAITS_MAX = 50;

/**
 * `POST /api/tutti/flow_runs/{id}/event-waits`: the server watches for such events from now on, and for no others. Once
 * the run is AwaitingEvent it is scheduled at once when there was one, however early.
 */
export const eventWaitsBody = z.strictObject({
  waits: z
    .array(
      z.strictObject({
        event: z.string().min(1).max(1024),
        /** What the labels of the event's resource must be, its id among them. */
        resource: resourceSpecification,
      }),
    )
    .max(WAITS_MAX),
});
export type EventWait = z.output<typeof eventWaitsBody>["waits"][number];
