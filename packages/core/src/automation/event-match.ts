import type { EventTrigger, ResourceSpecification } from "../wire/trigger.ts";
import { matchesLabel, parseLabelPattern } from "../label-pattern.ts";
import { nameFits } from "./name-pattern.ts";
import { labelOf, type Labels, type TriggerEvent } from "./trigger-event.ts";

/** Whether the trigger has anything to do with the event: its name, its resource and what is related to it. */
export function covers(trigger: EventTrigger, event: TriggerEvent): boolean {
  if (!expects(trigger, event.event) && !startsAfter(trigger, event.event)) return false;
  if (!includes(trigger.match, [event.resource])) return false;
  return [trigger.match_related].flat().every((specification) => includes(specification, event.related));
}

/** Whether an event of that name counts. A trigger that expects nothing in particular counts every event. */
export function expects(trigger: EventTrigger, name: string): boolean {
  return trigger.expect.length === 0 || trigger.expect.some((pattern) => nameFits(pattern, name));
}

/** Whether an event of that name begins the trigger's wait. */
export function startsAfter(trigger: EventTrigger, name: string): boolean {
  return trigger.after.some((pattern) => nameFits(pattern, name));
}

/** A specification that says nothing is met without any resource. */
function includes(specification: ResourceSpecification, resources: readonly Labels[]): boolean {
  const entries = Object.entries(specification);
  return (
    entries.length === 0 ||
    resources.some((resource) => entries.every(([label, expected]) => has(resource, label, expected)))
  );
}

function has(resource: Labels, label: string, expected: string | readonly string[]): boolean {
  const value = Object.hasOwn(resource, label) ? resource[label] : undefined;
  return [expected].flat().some((pattern) => matchesLabel(parseLabelPattern(pattern), value));
}

/** For what the trigger counts the event: the values of its `for_each` labels, in the order of the labels' names. */
export function bucketKey(trigger: EventTrigger, event: TriggerEvent): string[] {
  return trigger.for_each.toSorted().map((label) => labelOf(event, label) ?? "");
}

/** The labels that a key was made of. */
export function labelsOfKey(trigger: EventTrigger, key: readonly string[]): Record<string, string> {
  return Object.fromEntries(trigger.for_each.toSorted().map((label, index) => [label, key[index] ?? ""]));
}
