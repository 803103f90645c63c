import { z } from "zod";
import { dateTime, instantInput, opaqueObject, uuid } from "./primitives.ts";

const LABELS_MAX = 500;

function hasAtMost(count: number) {
  return (labels: Record<string, string>) => Object.keys(labels).length <= count;
}

const resource = z
  .record(z.string(), z.string())
  .refine(
    (labels) => (labels["prefect.resource.id"] ?? "") !== "",
    "Resources must include the prefect.resource.id label",
  )
  .refine(hasAtMost(LABELS_MAX), `The maximum number of labels allowed is ${LABELS_MAX}`);

const relatedResource = resource.refine(
  (labels) => (labels["prefect.resource.role"] ?? "") !== "",
  "Related Resources must include the prefect.resource.role label",
);

/** One event as clients send it on `/events/in`. */
export const eventInput = z.object({
  occurred: instantInput,
  event: z.string().min(1).max(1024),
  resource,
  related: z.array(relatedResource).max(100).default([]),
  payload: opaqueObject.default({}),
  id: uuid,
  follows: uuid.nullish(),
  /** Set by Tutti's SDK in a `tutti.v1` session: the epoch of the run's lease. */
  tutti: z.object({ epoch: z.int() }).optional(),
});
export type EventInput = z.output<typeof eventInput>;

/** The same on the wire, before parsing. */
export interface EventMessage {
  id: string;
  occurred: string;
  event: string;
  resource: Record<string, string>;
  related: Record<string, string>[];
  payload: Record<string, unknown>;
  follows?: string | null;
  tutti?: { epoch: number };
}

const labels = z.record(z.string(), z.string());

/** An event as the server tells it. */
export const event = z.object({
  occurred: dateTime,
  event: z.string(),
  resource: labels,
  related: z.array(labels),
  payload: opaqueObject,
  id: uuid,
  follows: uuid.nullable(),
  received: dateTime,
});
export type Event = z.infer<typeof event>;
