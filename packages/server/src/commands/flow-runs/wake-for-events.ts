import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { isAnyWaiting } from "./event-waits.ts";

export interface Waking {
  /** Whether any run waits. */
  readonly isWatching: boolean;
  /** Whether there may be more events to look at. */
  readonly hasMore: boolean;
}

/** Schedules runs whose event has come, having looked at so many events at most. */
export async function wakeForEvents(tx: Tx, deps: Deps, { limit }: { limit: number }): Promise<Outcome<Waking>> {
  if (!(await isAnyWaiting(tx))) return { result: { isWatching: false, hasMore: false } };
  const { wakeRuns } = await import("./wake-runs.ts");
  const { result, changes } = await wakeRuns(tx, deps, limit);
  return { result: { isWatching: true, hasMore: result }, changes };
}
