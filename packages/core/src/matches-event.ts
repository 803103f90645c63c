import type { Instant } from "./instant.ts";
import { matchesLabel, parseLabelPattern } from "./label-pattern.ts";
import { hasText, parseTextQuery } from "./text-query.ts";
import type { AnyResourceFilter, EventFilter, RelatedFilter, ResourceSpecification } from "./wire/event-filter.ts";

// What a filter of events means. `server/store/filters/event-conditions.ts` says the same to a database. An empty list
// asks for nothing, except as the values of a label: then no value will do.

export type ResourceLabels = Readonly<Record<string, string>>;

/** What a filter looks at. */
export interface FilteredEvent {
  readonly id: string;
  readonly occurred: Instant;
  readonly event: string;
  readonly resource: ResourceLabels;
  readonly related: readonly ResourceLabels[];
  readonly payload: Readonly<Record<string, unknown>>;
}

export function matchesEvent(filter: EventFilter, event: FilteredEvent): boolean {
  return matchesLiveEvent(filter, event) && filter.related.every((related) => hasRelated(related, event.related));
}

/** The same but for related resources, of which live streams take no notice. */
export function matchesLiveEvent(filter: EventFilter, event: FilteredEvent): boolean {
  const { occurred, resource, any_resource, id, text } = filter;
  return (
    occurred.since <= event.occurred &&
    event.occurred <= occurred.until &&
    matchesName(filter.event ?? {}, event.event) &&
    matchesResource(resource ?? {}, event.resource) &&
    any_resource.every((any) => [event.resource, ...event.related].some((one) => matchesResource(any, one))) &&
    isAmong(id?.id, event.id) &&
    (text === null || text === undefined || hasText(searchedText(event), parseTextQuery(text.query)))
  );
}

/** Whether a resource is of this specification, in which every label must have one of its values. */
export function matchesSpecification(specification: ResourceSpecification, resource: ResourceLabels): boolean {
  return Object.entries(specification).every(([label, values]) =>
    values.some((value) => matchesLabel(parseLabelPattern(value), labelOf(resource, label))),
  );
}

type NameFilter = NonNullable<EventFilter["event"]>;

function matchesName({ prefix, exclude_prefix, name, exclude_name }: NameFilter, event: string): boolean {
  return (
    beginsWithOne(prefix, event) &&
    isAmong(name, event) &&
    !(isGiven(exclude_prefix) && beginsWithOne(exclude_prefix, event)) &&
    !(isGiven(exclude_name) && isAmong(exclude_name, event))
  );
}

function matchesResource({ id, id_prefix, labels }: AnyResourceFilter, resource: ResourceLabels): boolean {
  const resourceId = labelOf(resource, "prefect.resource.id") ?? "";
  return (
    isAmong(id, resourceId) && beginsWithOne(id_prefix, resourceId) && matchesSpecification(labels ?? {}, resource)
  );
}

function hasRelated(filter: RelatedFilter, related: readonly ResourceLabels[]): boolean {
  const { id, role, resources_in_roles, labels } = filter;
  const asksForNothing = ![id, role, resources_in_roles, Object.keys(labels ?? {})].some(isGiven);
  return asksForNothing || related.some((resource) => matchesRelated(filter, resource));
}

function matchesRelated({ id, role, resources_in_roles, labels }: RelatedFilter, resource: ResourceLabels): boolean {
  const resourceId = labelOf(resource, "prefect.resource.id") ?? "";
  const resourceRole = labelOf(resource, "prefect.resource.role") ?? "";
  const isInRole = ([wanted, inRole]: readonly [string, string]) => wanted === resourceId && inRole === resourceRole;
  return (
    isAmong(id, resourceId) &&
    isAmong(role, resourceRole) &&
    (!isGiven(resources_in_roles) || resources_in_roles.some(isInRole)) &&
    matchesSpecification(labels ?? {}, resource)
  );
}

/** What a search looks through: the event as it is stored, its keys too. */
function searchedText({ event, resource, related, payload }: FilteredEvent): string {
  return [event, ...[resource, related, payload].map((part) => JSON.stringify(part))].join(" ");
}

function labelOf(resource: ResourceLabels, label: string): string | undefined {
  return Object.hasOwn(resource, label) ? resource[label] : undefined;
}

function isGiven<T extends readonly unknown[]>(list: T | null | undefined): list is T {
  return list !== null && list !== undefined && list.length > 0;
}

function isAmong(list: readonly string[] | null | undefined, value: string): boolean {
  return !isGiven(list) || list.includes(value);
}

function beginsWithOne(prefixes: readonly string[] | null | undefined, value: string): boolean {
  return !isGiven(prefixes) || prefixes.some((prefix) => value.startsWith(prefix));
}
