import { filterFlowRuns } from "@tutti/client/flow-runs";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Connection } from "../connection.ts";
import { activeRuns } from "./active-runs.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import { cancelled, type RunStop, suspended } from "./run-stop.ts";

const LOOK_EVERY_MS = 2000;
const MAX_IDS = 200;

let isWatching = false;
let timer: NodeJS.Timeout | null = null;
let isLooking = false;

/**
 * From now on, while flow runs are under way, asks the server whether one of them is to be cancelled, or was suspended,
 * and stops it; one that was paused begins no step until it is resumed.
 * A run shorter than one period costs nothing.
 */
export function watchCancellations(): void {
  if (isWatching) return;
  isWatching = true;
  activeRuns.onChange((count) => {
    if (count === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
    if (count > 0) timer ??= setInterval(() => void look(), LOOK_EVERY_MS).unref();
  });
}

async function look(): Promise<void> {
  if (isLooking) return;
  isLooking = true;
  try {
    await stopCancelledRuns();
  } catch {
    // A server that does not answer is the session's concern; the next look asks again.
  } finally {
    isLooking = false;
  }
}

/** Asks the server at once. Resolves with how many runs it has stopped. */
export async function stopCancelledRuns(): Promise<number> {
  let count = 0;
  for (const [connection, scopes] of Map.groupBy(activeRuns.all(), (scope) => scope.connection)) {
    count += await stopWhereTold(connection, scopes);
  }
  return count;
}

async function stopWhereTold(connection: Connection, scopes: readonly FlowRunScope[]): Promise<number> {
  const running = scopes.filter((scope) => scope.stopped === null);
  let count = 0;
  for (let first = 0; first < running.length; first += MAX_IDS) {
    const page = running.slice(first, first + MAX_IDS);
    const runs = await filterFlowRuns(connection.api, {
      flow_runs: {
        id: { any_: page.map((scope) => scope.fields.id) },
        state: { type: { any_: ["CANCELLING", "CANCELLED", "PAUSED"] } },
      },
    });
    const stops = new Map(runs.map((run) => [run.id, stopFor(run)]));
    for (const scope of page) {
      const stop = stops.get(scope.fields.id);
      if (stop === "hold") scope.hold.hold();
      else scope.hold.release();
      if (stop === undefined || stop === "hold") continue;
      scope.stop(stop);
      count++;
    }
  }
  return count;
}

// A paused run waits in its process; a suspended one has none.
function stopFor({ state_type, state }: FlowRun): RunStop | "hold" {
  if (state_type !== "PAUSED") return cancelled();
  return state?.state_details.pause_reschedule === true ? suspended() : "hold";
}
