import { z } from "zod";
import { plainNumber } from "../exact-json.ts";
import { duration, nonNegativeDuration } from "./duration.ts";
import { integer, number, uuid } from "./primitives.ts";

/** Labels and what their values have to look like: one pattern, or any of several. `*` is a wildcard, `!` negates. */
export const resourceSpecification = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type ResourceSpecification = z.output<typeof resourceSpecification>;

export type Posture = "Reactive" | "Proactive";

interface EventCriteria {
  type: "event";
  match: ResourceSpecification;
  /** Each must be met by some related resource. */
  match_related: ResourceSpecification | ResourceSpecification[];
  after: string[];
  expect: string[];
  for_each: string[];
  posture: Posture;
  threshold: number;
  /** Seconds. */
  within: number;
}

interface CompoundCriteria<T> {
  type: "compound";
  triggers: T[];
  within: number | null;
  require: number | "any" | "all";
}

interface SequenceCriteria<T> {
  type: "sequence";
  triggers: T[];
  within: number | null;
}

/** A trigger as clients write it: the ids they may give are not kept. */
export type TriggerInput = EventCriteria | CompoundCriteria<TriggerInput> | SequenceCriteria<TriggerInput>;

export type EventTrigger = EventCriteria & { id: string };
export type CompositeTrigger = (CompoundCriteria<Trigger> | SequenceCriteria<Trigger>) & { id: string };
export type Trigger = EventTrigger | CompositeTrigger;

const names = z.array(z.string()).transform((items) => [...new Set(items)]);

/** What a proactive trigger waits at least, and when it says nothing. */
const PROACTIVE_WITHIN_MIN = 10;

const eventTrigger = z
  .object({
    type: z.literal("event"),
    id: uuid.optional(),
    match: resourceSpecification.default({}),
    match_related: z.union([resourceSpecification, z.array(resourceSpecification)]).default({}),
    after: names.default([]),
    expect: names.default([]),
    for_each: names.default([]),
    posture: z.enum(["Reactive", "Proactive"]),
    threshold: integer.default(1),
    within: nonNegativeDuration.default(0),
  })
  .refine(
    ({ posture, within }) => posture === "Reactive" || within === 0 || within >= PROACTIVE_WITHIN_MIN,
    `\`within\` for Proactive triggers must be greater than or equal to ${PROACTIVE_WITHIN_MIN} seconds`,
  )
  .transform(({ id: _id, ...trigger }): EventCriteria => {
    const within = trigger.posture === "Proactive" && trigger.within === 0 ? PROACTIVE_WITHIN_MIN : trigger.within;
    return { ...trigger, within };
  });

const within = duration.nullable();
const triggers = z.array(z.lazy(() => triggerInput));

const compoundTrigger = z
  .object({
    type: z.literal("compound"),
    id: uuid.optional(),
    triggers,
    within,
    require: z.preprocess(plainNumber, z.union([z.int(), z.enum(["any", "all"])])),
  })
  .superRefine(({ require, triggers }, context) => {
    if (typeof require !== "number") return;
    if (require < 1) context.addIssue("require must be at least 1");
    if (require > triggers.length) context.addIssue("require must be less than or equal to the number of triggers");
  })
  .transform(({ id: _id, ...trigger }): CompoundCriteria<TriggerInput> => trigger);

const sequenceTrigger = z
  .object({ type: z.literal("sequence"), id: uuid.optional(), triggers, within })
  .transform(({ id: _id, ...trigger }): SequenceCriteria<TriggerInput> => trigger);

/** A trigger that does not say its type is known by what it has. */
function withType(value: unknown): unknown {
  if (typeof value !== "object" || value === null || "type" in value) return value;
  if ("require" in value) return { type: "compound", ...value };
  return { type: "triggers" in value ? "sequence" : "event", ...value };
}

export const triggerInput: z.ZodType<TriggerInput> = z.preprocess(
  withType,
  z.discriminatedUnion("type", [eventTrigger, compoundTrigger, sequenceTrigger]),
);

const answered = { id: uuid, within: number };

/** A trigger in answers. */
export const trigger: z.ZodType<Trigger> = z.lazy(() =>
  z.discriminatedUnion("type", [
    z.object({
      type: z.literal("event"),
      ...answered,
      match: resourceSpecification,
      match_related: z.union([resourceSpecification, z.array(resourceSpecification)]),
      after: z.array(z.string()),
      expect: z.array(z.string()),
      for_each: z.array(z.string()),
      posture: z.enum(["Reactive", "Proactive"]),
      threshold: z.int(),
    }),
    z.object({
      type: z.literal("compound"),
      id: uuid,
      triggers: z.array(trigger),
      within: number.nullable(),
      require: z.union([z.int(), z.enum(["any", "all"])]),
    }),
    z.object({ type: z.literal("sequence"), id: uuid, triggers: z.array(trigger), within: number.nullable() }),
  ]),
);
