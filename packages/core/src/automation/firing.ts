import type { Instant } from "../instant.ts";
import type { Trigger } from "../wire/trigger.ts";
import type { TriggerEvent } from "./trigger-event.ts";

/** One time that a trigger fired. */
export interface Firing<E extends TriggerEvent> {
  readonly id: string;
  readonly trigger: Trigger;
  readonly triggered: Instant;
  /** The values of the trigger's `for_each` labels. */
  readonly labels: Readonly<Record<string, string>>;
  /** The firings that made a composite trigger fire. */
  readonly firings: readonly Firing<E>[];
  /** The event that made it fire, or with a proactive trigger the last one before. */
  readonly event: E | null;
}

/** This firing and all those within it. */
export function allFirings<E extends TriggerEvent>(firing: Firing<E>): Firing<E>[] {
  return [firing, ...firing.firings.flatMap(allFirings)];
}

/** The events of this firing and of those within it. */
export function allEvents<E extends TriggerEvent>(firing: Firing<E>): E[] {
  return allFirings(firing).flatMap(({ event }) => (event === null ? [] : [event]));
}
