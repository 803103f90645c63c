import { filterFlowRuns } from "@tutti/client/flow-runs";
import type { Connection } from "../connection.ts";
import { activeRuns } from "./active-runs.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import { cancelled } from "./run-stop.ts";

const LOOK_EVERY_MS = 2000;
const MAX_IDS = 200;

let isWatching = false;
let timer: NodeJS.Timeout | null = null;
let isLooking = false;

/**
 * From now on, while flow runs are under way, asks the server whether one of them is to be cancelled, and stops it.
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
    for (const [connection, scopes] of Map.groupBy(activeRuns.all(), (scope) => scope.connection)) {
      await stopCancelled(connection, scopes);
    }
  } catch {
    // A server that does not answer is the session's concern; the next look asks again.
  } finally {
    isLooking = false;
  }
}

async function stopCancelled(connection: Connection, scopes: readonly FlowRunScope[]): Promise<void> {
  const running = scopes.filter((scope) => scope.stopped === null);
  for (let first = 0; first < running.length; first += MAX_IDS) {
    const page = running.slice(first, first + MAX_IDS);
    const runs = await filterFlowRuns(connection.api, {
      flow_runs: {
        id: { any_: page.map((scope) => scope.fields.id) },
        state: { type: { any_: ["CANCELLING", "CANCELLED"] } },
      },
    });
    const ids = new Set(runs.map((run) => run.id));
    for (const scope of page) if (ids.has(scope.fields.id)) scope.stop(cancelled());
  }
}
