import { addSeconds } from "../instant.ts";
import type { CompositeTrigger, Trigger } from "../wire/trigger.ts";
import type { Firing } from "./firing.ts";
import type { TriggerEvent } from "./trigger-event.ts";

/** What a composite trigger keeps of its children, oldest first, at most one firing of each; and whether it fires. */
export interface Collection<E extends TriggerEvent> {
  readonly kept: readonly Firing<E>[];
  /** The firings that make it fire; null when it does not. */
  readonly fires: readonly Firing<E>[] | null;
}

/** Adds a child's firing to those a composite trigger has. When it fires it begins anew with none. */
export function collectFiring<E extends TriggerEvent>(
  trigger: CompositeTrigger,
  kept: readonly Firing<E>[],
  firing: Firing<E>,
): Collection<E> {
  const { within } = trigger;
  const oldest = within === null ? -Infinity : addSeconds(firing.triggered, -within);
  const others = kept.filter(({ trigger: child, triggered }) => child.id !== firing.trigger.id && triggered >= oldest);
  const all = [...others, firing];
  return isComplete(trigger, all) ? { kept: [], fires: all } : { kept: all, fires: null };
}

function isComplete<E extends TriggerEvent>(trigger: CompositeTrigger, firings: readonly Firing<E>[]): boolean {
  if (trigger.type === "compound") return firings.length >= requiredOf(trigger.require, trigger.triggers.length);
  return (
    firings.length === trigger.triggers.length &&
    trigger.triggers.every((child, index) => child.id === firings[index]?.trigger.id)
  );
}

function requiredOf(require: number | "any" | "all", children: number): number {
  if (require === "any") return 1;
  return require === "all" ? children : require;
}

/** The composite trigger that a trigger stands in; null for the automation's own. */
export function parentOf(root: Trigger, id: string): CompositeTrigger | null {
  if (root.type === "event") return null;
  if (root.triggers.some((child) => child.id === id)) return root;
  return root.triggers.map((child) => parentOf(child, id)).find((parent) => parent !== null) ?? null;
}
