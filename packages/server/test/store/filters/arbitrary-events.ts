import { randomUUID } from "node:crypto";
import { formatInstant, instant } from "@tutti/core/instant";
import { eventFilter, type EventFilter } from "@tutti/core/wire/event-filter";
import * as fc from "fast-check";
import { toJson } from "../../../src/store/rows/json-column.ts";
import type { EventTable } from "../../../src/store/tables.ts";
import { START } from "../../support/rows.ts";

// A few hundred events of few names, ids, labels and odd characters, and filters over the same, so that they meet.

export const SECONDS = 40;
const NAMES = ["run.Completed", "run.Failed", "run.", "Run.Completed", "ru_n", "ru%n", "it's", "äh"];
const IDS = [
  "flow-run.1",
  "flow-run.2",
  "flow.1",
  "flow.10",
  "tag.x",
  "q'uote",
  'say "x"',
  "back\\slash",
  "emoji.😀",
  "nl\n",
];
const ROLES = ["flow", "tag", "flow-run"];
const LABELS = ["colour", "prefect.resource.name", "a.b", "it's", "", "x[0]", "constructor"];
const VALUES = [
  "red",
  "r.d",
  "r[e]d",
  "",
  "rd",
  'red,"colour":"blue',
  "blue",
  "nul\u0000",
  "\\u0000",
  "😀",
  "a\nb",
  "*",
  "?",
];

const labels = fc.dictionary(fc.constantFrom(...LABELS), fc.constantFrom(...VALUES), { maxKeys: 3 });
const resource = fc
  .tuple(fc.constantFrom(...IDS), labels)
  .map(([id, others]) => ({ "prefect.resource.id": id, ...others }));
const related = fc
  .tuple(resource, fc.constantFrom(...ROLES))
  .map(([labels, role]) => ({ ...labels, "prefect.resource.role": role }));

const row = fc
  .record({
    second: fc.nat(SECONDS),
    event: fc.constantFrom(...NAMES),
    resource,
    related: fc.array(related, { maxLength: 3 }),
    payload: labels,
  })
  .map(({ second, event, resource, related, payload }): EventTable => ({
    id: randomUUID(),
    occurred: instant(START + second * 1_000_000),
    received: START,
    event,
    resource_id: resource["prefect.resource.id"],
    resource: toJson(resource),
    related: toJson(related),
    payload: toJson(payload),
    follows: null,
  }));

/** The same events each time, but for their ids. */
export function manyEvents(): EventTable[] {
  return fc.sample(row, { numRuns: 300, seed: 20_261_126 });
}

const pattern = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...VALUES, ...IDS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "r*",
      "r?d",
      "*",
      "!red",
      "!*",
      "!r*d",
      "*d",
      "?",
      "fl*n.?",
      "flow*",
      "*😀",
      "r[e]*d",
      "*\n?",
      "**",
    ),
  },
);
const specification = fc.dictionary(
  fc.constantFrom(...LABELS, "prefect.resource.id", "absent"),
  fc.oneof(pattern, fc.array(pattern, { maxLength: 3 })),
  { maxKeys: 2 },
);

function some<T>(value: fc.Arbitrary<T>) {
  return fc.array(value, { maxLength: 3 });
}

/** Most often one of these conditions, at times two or none. */
function field(conditions: Record<string, fc.Arbitrary<unknown>>) {
  return fc
    .subarray(Object.keys(conditions), { maxLength: Math.min(2, Object.keys(conditions).length) })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, conditions[name] ?? fc.constant(null)]))),
    );
}

const id = some(fc.constantFrom(...IDS, "absent"));
const prefix = some(fc.constantFrom("flow", "flow.1", "", "tag.", "q'", "back\\", 'say "', "emo"));
const names = some(fc.constantFrom(...NAMES, "absent"));
const namePrefix = some(fc.constantFrom("run", "run.C", "ru_", "ru%", "R", "", "ä"));
const relatedFilter = field({
  id,
  role: some(fc.constantFrom(...ROLES)),
  resources_in_roles: some(fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...ROLES))),
  labels: specification,
});
const anyResource = field({ id, id_prefix: prefix, labels: specification });
const oneOrSome = (filter: fc.Arbitrary<unknown>) => fc.oneof(filter, fc.array(filter, { maxLength: 2 }));
const query = fc.constantFrom(
  "red",
  "RED -blue",
  "+red +flow",
  '"a\\\\nb"',
  "Ä",
  "completed failed",
  "r%d",
  "",
  '"it\'s"',
);

/** Filters as clients send them, over the given events and the window in which they occurred, or a part of it. */
export function eventFilters(events: readonly EventTable[]): fc.Arbitrary<EventFilter> {
  const filter = field({
    event: field({ prefix: namePrefix, exclude_prefix: namePrefix, name: names, exclude_name: names }),
    resource: field({ id, id_prefix: prefix, labels: specification, distinct: fc.boolean() }),
    related: oneOrSome(relatedFilter),
    any_resource: oneOrSome(anyResource),
    id: field({ id: some(fc.constantFrom(...events.map((event) => event.id))) }),
    text: fc.record({ query }),
  });
  return fc
    .tuple(filter, fc.nat(SECONDS / 2), fc.nat(SECONDS), fc.constantFrom("ASC", "DESC"))
    .map(([given, from, length, order]) => {
      const since = instant(START + from * 1_000_000);
      const until = instant(since + length * 1_000_000);
      const occurred = { since: formatInstant(since), until: formatInstant(until) };
      return { ...eventFilter.parse({ ...given, order }), occurred: eventFilter.parse({ occurred }).occurred };
    }) as fc.Arbitrary<EventFilter>;
}
