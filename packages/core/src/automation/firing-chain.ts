import type { EventTrigger } from "../wire/trigger.ts";
import { allEvents, type Firing } from "./firing.ts";
import type { Labels, TriggerEvent } from "./trigger-event.ts";

// Automations tell of their firing in events, which may trigger others. Two that count everything would so go on for ever,
// each telling of what the other told.
//
// C1: what an automation tells of its firing and its actions counts for triggers that name it, not for those that
//     count everything or everything of Prefect's.
// C2: of automations that name each other only so many fire one after the other.

/** On the events of a firing that another firing led to: how many led to it. */
const CHAIN_LABEL = "tutti.firing-chain";
const CHAIN_MAX = 10;

const KIND = "prefect.automation.";
const RESOURCE_ID = "prefect.resource.id";
const OF_FIRING = /^prefect\.automation\.(?:triggered|resolved|action\.)/;

/** Whether the trigger may count the event, as far as this is what an automation told of its firing. */
export function endsSomewhere(trigger: EventTrigger, event: TriggerEvent): boolean {
  const length = chainLength(event);
  return length === 0 || (length <= CHAIN_MAX && namesAutomations(trigger));
}

/** The labels that what a firing tells bears of what led to it. */
export function chainLabels<E extends TriggerEvent>(firing: Firing<E>): Labels {
  const longest = Math.max(0, ...allEvents(firing).map(chainLength));
  return longest === 0 ? {} : { [CHAIN_LABEL]: String(longest) };
}

/** How many firings led to the event, one after the other. */
function chainLength({ event, resource }: TriggerEvent): number {
  return OF_FIRING.test(event) ? 1 + Number(resource[CHAIN_LABEL] ?? 0) : 0;
}

function namesAutomations({ expect, after, match }: EventTrigger): boolean {
  const resources = [match[RESOURCE_ID] ?? []].flat();
  return [...expect, ...after, ...resources].some((pattern) => pattern.startsWith(KIND));
}
