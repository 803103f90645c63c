import type { AnyResourceFilter, EventFilter, RelatedFilter } from "@tutti/core/wire/event-filter";
import { expressionBuilder, sql, type Expression, type SqlBool } from "kysely";
import type { DialectName } from "../dialect.ts";
import type { Database } from "../tables.ts";
import { always, beginsWith, combine, given, oneOf, someOf, type Condition } from "./condition.ts";
import { labelBeginsWithOneOf, labelIsOneOf, specificationMatches } from "./label-conditions.ts";
import { textSearchMatches } from "./text-search-conditions.ts";

// `core/matches-event.ts` in the words of a database. An empty list asks for nothing.

const event = expressionBuilder<Database, "event">();
const ID = "prefect.resource.id";
const ROLE = "prefect.resource.role";

/** What a filter of events asks of the table `event` in scope, besides when they occurred; none when it asks nothing. */
export function eventConditions(dialect: DialectName, filter: EventFilter): Condition[] {
  const conditions = [
    ...given(filter.event, (names) => nameMatches(dialect, names)),
    ...given(filter.resource, (resource) => primaryMatches(dialect, resource)),
    ...filter.related.map((related) => relatedMatches(dialect, related)),
    ...filter.any_resource.map((any) => anyResourceMatches(dialect, any)),
    ...filled(filter.id?.id, (ids) => oneOf(dialect, event.ref("event.id"), ids)),
    ...given(filter.text, ({ query }) => textSearchMatches(dialect, searched, query)),
  ];
  return conditions.filter((condition) => condition !== always);
}

const searched = sql<string>`(${event.ref("event.event")} || ' ' || ${event.ref("event.resource")} || ' ' ||
  ${event.ref("event.related")} || ' ' || ${event.ref("event.payload")})`;

/** What is made of a list that has something in it. */
function filled<T, R>(list: readonly T[] | null | undefined, make: (list: readonly T[]) => R): R[] {
  return list === null || list === undefined || list.length === 0 ? [] : [make(list)];
}

function nameMatches(dialect: DialectName, filter: NonNullable<EventFilter["event"]>): Condition {
  const name = event.ref("event.event");
  const beginsWithOne = (prefixes: readonly string[]) =>
    someOf(dialect, prefixes, (prefix) => beginsWith(name, prefix));
  return combine("and_", [
    ...filled(filter.prefix, beginsWithOne),
    ...filled(filter.exclude_prefix, (prefixes) => not(beginsWithOne(prefixes))),
    ...filled(filter.name, (names) => oneOf(dialect, name, names)),
    ...filled(filter.exclude_name, (names) => not(oneOf(dialect, name, names))),
  ]);
}

function not(condition: Condition): Condition {
  return sql<SqlBool>`not (${condition})`;
}

/** The primary resource, whose id stands in a column of its own. */
function primaryMatches(dialect: DialectName, { id, id_prefix, labels }: AnyResourceFilter): Condition {
  const resourceId = event.ref("event.resource_id");
  return combine("and_", [
    ...filled(id, (ids) => oneOf(dialect, resourceId, ids)),
    ...filled(id_prefix, (prefixes) => someOf(dialect, prefixes, (prefix) => beginsWith(resourceId, prefix))),
    ...given(labels, (specification) => specificationMatches(dialect, event.ref("event.resource"), specification)),
  ]);
}

function relatedMatches(dialect: DialectName, filter: RelatedFilter): Condition {
  return someRelated(dialect, (resource) => ({
    alone: [
      ...filled(filter.id, (ids) => labelIsOneOf(dialect, resource, ID, ids)),
      ...filled(filter.role, (roles) => labelIsOneOf(dialect, resource, ROLE, roles)),
    ],
    bound: [
      ...filled(filter.resources_in_roles, (pairs) => isInOneOfRoles(dialect, resource, pairs)),
      ...labelsMatch(dialect, resource, filter.labels),
    ],
  }));
}

function isInOneOfRoles(
  dialect: DialectName,
  resource: Expression<unknown>,
  pairs: readonly (readonly [string, string])[],
): Condition {
  const isInRole = ([id, role]: readonly [string, string]) =>
    combine("and_", [labelIsOneOf(dialect, resource, ID, [id]), labelIsOneOf(dialect, resource, ROLE, [role])]);
  return combine("or_", pairs.map(isInRole));
}

function anyResourceMatches(dialect: DialectName, filter: AnyResourceFilter): Condition {
  const asRelated = someRelated(dialect, (resource) => ({
    alone: [
      ...filled(filter.id, (ids) => labelIsOneOf(dialect, resource, ID, ids)),
      ...filled(filter.id_prefix, (prefixes) => labelBeginsWithOneOf(dialect, resource, ID, prefixes)),
    ],
    bound: labelsMatch(dialect, resource, filter.labels),
  }));
  return combine("or_", [primaryMatches(dialect, filter), asRelated]);
}

function labelsMatch(
  dialect: DialectName,
  resource: Expression<unknown>,
  labels: RelatedFilter["labels"],
): Condition[] {
  const isAsked = Object.keys(labels ?? {}).length > 0;
  return isAsked ? [specificationMatches(dialect, resource, labels ?? {})] : [];
}

/** What is asked of one resource: conditions that may also be asked of the text of all of them, and those that may not. */
interface ResourceConditions {
  readonly alone: readonly Condition[];
  readonly bound: readonly Condition[];
}

/** One and the same related resource meets all the conditions. Which events can have one is seen in the text of them all. */
function someRelated(
  dialect: DialectName,
  conditionsOn: (resource: Expression<unknown>) => ResourceConditions,
): Condition {
  const related = event.ref("event.related");
  const { alone, bound } = conditionsOn(related);
  if (alone.length + bound.length === 0) return always;
  if (alone.length === 1 && bound.length === 0) return combine("and_", alone);
  const one = conditionsOn(dialect === "sqlite" ? sql.raw("one.value") : sql.raw("one.value::text"));
  const each = dialect === "sqlite" ? sql`json_each(${related})` : sql`json_array_elements(${related}::json)`;
  const exists = sql<SqlBool>`exists (select 1 from ${each} as one
    where ${combine("and_", [...one.alone, ...one.bound])})`;
  return combine("and_", [...alone, exists]);
}
