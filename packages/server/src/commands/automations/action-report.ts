import type { ActionInvocation } from "@tutti/core/automation/action-invocation";
import type { CommittedEvent } from "../../store/rows/event-row.ts";
import type { Resource } from "../flow-runs/related-resources.ts";

export type EventInvocation = ActionInvocation<CommittedEvent>;

/** What an action's events tell besides that it was done or failed. */
export interface ActionReport {
  readonly details: Record<string, unknown>;
  readonly related: Resource[];
}

/** An action that cannot be carried out, and why. */
export class ActionFailed extends Error {
  override readonly name = "ActionFailed";
}
