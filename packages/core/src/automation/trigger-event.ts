import type { Instant } from "../instant.ts";

export type Labels = Readonly<Record<string, string>>;

/** What triggers look at of an event. */
export interface TriggerEvent {
  readonly id: string;
  readonly occurred: Instant;
  readonly event: string;
  readonly resource: Labels;
  readonly related: readonly Labels[];
}

/** A label of the event's resource; `related:<role>:<label>` is one of the first related resource in that role. */
export function labelOf(event: TriggerEvent, label: string): string | undefined {
  const related = /^related:(.*):([^:]*)$/.exec(label);
  if (related === null) return event.resource[label];
  const [, role, name = ""] = related;
  return event.related.find((resource) => resource["prefect.resource.role"] === role)?.[name];
}

/** The id behind a kind of resource: `prefect.flow-run` of `prefect.flow-run.<uuid>`. Null when it is of another kind. */
export function objectId(resourceId: string | undefined, kind: string): string | null {
  if (resourceId === undefined || !resourceId.startsWith(`${kind}.`)) return null;
  const id = resourceId.slice(kind.length + 1).toLowerCase();
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id) ? id : null;
}

/** The first resource of that kind that the event is about or relates to; null when it has none. */
export function resourceOfKind(event: TriggerEvent, kind: string): Labels | null {
  const isOfKind = (resource: Labels): boolean => {
    const id = resource["prefect.resource.id"] ?? "";
    return id.slice(0, id.lastIndexOf(".")) === kind;
  };
  return [event.resource, ...event.related].find(isOfKind) ?? null;
}
