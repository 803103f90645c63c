import { setTimeout as passed } from "node:timers/promises";
import type { FlowRunScope } from "./flow-run-scope.ts";
import type { RunStop } from "./run-stop.ts";

const SETTLED_MS = 20;

/** Resolves when no step is under way, and the code that waited for the last one has had its turn. */
export async function whenQuiet(scope: FlowRunScope): Promise<void> {
  do {
    await scope.whenCallsEnded();
    await passed(SETTLED_MS);
  } while (scope.callsUnderWay > 0);
}

/** What `waiting` comes to, unless the process let go of the run meanwhile, or the run has ended: then nothing. */
export async function unlessParked<T>(waiting: Promise<T>, scope: FlowRunScope): Promise<T> {
  try {
    return await waiting;
  } catch (error) {
    if (scope.stopped?.kind === "suspended" || (scope.stopped === null && scope.hasEnded))
      return new Promise(() => undefined);
    throw error;
  }
}

/** The process lets go of the run. Whatever its code would still do does not count, so it is not called back. */
export function letGo(scope: FlowRunScope, stop: RunStop): Promise<never> {
  scope.stop(stop);
  return new Promise(() => undefined);
}
