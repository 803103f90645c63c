import { identify } from "../../src/automation/trigger-tree.ts";
import type { FollowingEvent } from "../../src/automation/causal-order.ts";
import { addSeconds, instant } from "../../src/instant.ts";
import { triggerInput, type EventTrigger, type Trigger } from "../../src/wire/trigger.ts";

export const T0 = instant(1_800_000_000_000_000);

let events = 0;

/** An event so many seconds after T0. */
export function eventAt(seconds: number, name: string, rest: Partial<FollowingEvent> = {}): FollowingEvent {
  return {
    id: `event-${(events += 1)}`,
    occurred: addSeconds(T0, seconds),
    event: name,
    resource: { "prefect.resource.id": "thing.1" },
    related: [],
    follows: null,
    ...rest,
  };
}

let triggers = 0;

export function anyTrigger(input: object): Trigger {
  return identify(triggerInput.parse(input), () => `trigger-${(triggers += 1)}`);
}

export function eventTrigger(input: object): EventTrigger {
  const trigger = anyTrigger({ type: "event", posture: "Reactive", ...input });
  if (trigger.type !== "event") throw new Error("no event trigger");
  return trigger;
}
