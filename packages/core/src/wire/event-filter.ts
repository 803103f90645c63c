import { z } from "zod";
import { plainNumber } from "../exact-json.ts";
import type { Instant } from "../instant.ts";
import { instantInput, integerBetween, orDefault, uuid } from "./primitives.ts";
import { event } from "./event.ts";

/** How many resources, and values of a label, one filter may describe: databases do not take any number. */
const RESOURCES_MAX = 50;
const VALUES_MAX = 200;

const texts = z.array(z.string()).nullish();

/** Values that a label may have, by label; each a pattern of `label-pattern.ts`. One alone stands for a list of one. */
export const resourceSpecification = z.record(
  z.string(),
  z
    .union([z.string(), z.array(z.string()).max(VALUES_MAX)])
    .transform((values) => (typeof values === "string" ? [values] : values)),
);
export type ResourceSpecification = z.output<typeof resourceSpecification>;

const labels = resourceSpecification.nullish();

/** One alone, or several that must all be met. */
function oneOrMore<S extends z.ZodType>(filter: S) {
  return z
    .union([filter, z.array(filter).max(RESOURCES_MAX)])
    .nullish()
    .transform((given): z.output<S>[] => {
      if (given === undefined || given === null) return [];
      return Array.isArray(given) ? given : [given];
    });
}

const relatedFilter = z.strictObject({
  id: texts,
  role: texts,
  resources_in_roles: z
    .array(z.tuple([z.string(), z.string()]))
    .max(VALUES_MAX)
    .nullish(),
  labels,
});
export type RelatedFilter = z.output<typeof relatedFilter>;

const anyResourceFilter = z.strictObject({ id: texts, id_prefix: texts, labels });
export type AnyResourceFilter = z.output<typeof anyResourceFilter>;

const occurredFilter = z.strictObject({ since: instantInput.optional(), until: instantInput.optional() });

export const eventFilter = z.strictObject({
  occurred: occurredFilter.optional(),
  event: z.strictObject({ prefix: texts, exclude_prefix: texts, name: texts, exclude_name: texts }).nullish(),
  resource: z.strictObject({ id: texts, id_prefix: texts, labels, distinct: z.boolean().default(false) }).nullish(),
  related: oneOrMore(relatedFilter),
  any_resource: oneOrMore(anyResourceFilter),
  id: z.strictObject({ id: z.array(uuid).nullish() }).optional(),
  text: z.strictObject({ query: z.string().max(200) }).nullish(),
  order: z.enum(["ASC", "DESC"]).default("DESC"),
});

/** As it was sent: what it leaves open of its window depends on when it is asked. */
export type OpenEventFilter = z.output<typeof eventFilter>;

/** A filter with both ends of its window, which belong to it. */
export type EventFilter = Omit<OpenEventFilter, "occurred"> & {
  readonly occurred: { readonly since: Instant; readonly until: Instant };
};

const PAGE_MAX = 50;

export const eventsFilterBody = z.object({
  filter: orDefault(eventFilter, null),
  limit: orDefault(integerBetween(0, PAGE_MAX), PAGE_MAX),
});

export const eventPage = z.object({ events: z.array(event), total: z.int(), next_page: z.string().nullable() });
export type EventPage = z.infer<typeof eventPage>;

export const countable = z.enum(["day", "time", "event", "resource"]);
export type Countable = z.infer<typeof countable>;

export const timeUnit = z.enum(["week", "day", "hour", "minute", "second"]);
export type TimeUnit = z.infer<typeof timeUnit>;

export const eventCountBody = z.object({
  filter: eventFilter,
  time_unit: orDefault(timeUnit, "day" as const),
  time_interval: orDefault(z.preprocess(plainNumber, z.number().min(0.01)), 1),
});

export const eventCount = z.object({
  value: z.string(),
  label: z.string(),
  count: z.int(),
  start_time: z.string().meta({ format: "date-time" }),
  end_time: z.string().meta({ format: "date-time" }),
});
export type EventCount = z.infer<typeof eventCount>;
