import type { EventTrigger, Trigger, TriggerInput } from "../wire/trigger.ts";

/** Gives a trigger and those within it ids of their own: they are new with every write. */
export function identify(trigger: TriggerInput, newId: () => string): Trigger {
  const id = newId();
  if (trigger.type === "event") return { ...trigger, id };
  const triggers = trigger.triggers.map((child) => identify(child, newId));
  return trigger.type === "compound" ? { ...trigger, id, triggers } : { ...trigger, id, triggers };
}

/** The triggers that look at events, however deep they stand. */
export function eventTriggersOf(trigger: Trigger): EventTrigger[] {
  return trigger.type === "event" ? [trigger] : trigger.triggers.flatMap(eventTriggersOf);
}
