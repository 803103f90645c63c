import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { isAnyEnabled } from "./any-automation.ts";

export interface Advance {
  /** Whether any automation is enabled. */
  readonly isWatching: boolean;
  /** Whether there may be more events to look at. */
  readonly hasMore: boolean;
}

/**
 * Shows the triggers the events that were committed since the last time, at most so many. The code that does so is loaded
 * once there is an automation.
 */
export async function advanceTriggers(tx: Tx, deps: Deps, { limit }: { limit: number }): Promise<Outcome<Advance>> {
  if (!(await isAnyEnabled(tx))) return { result: { isWatching: false, hasMore: false } };
  const { showEvents } = await import("./show-events.ts");
  return { result: { isWatching: true, hasMore: await showEvents(tx, deps, limit) } };
}
