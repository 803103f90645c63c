import { WAITING_STATE_NAMES } from "@tutti/core/run-state";
import { callTask } from "../engine/call-task.ts";
import type { FlowRunScope } from "../engine/flow-run-scope.ts";
import { unlessParked, whenQuiet } from "../engine/let-go.ts";
import { canWaitAlone, parkRun } from "../engine/park-run.ts";
import { currentContext } from "../engine/run-context.ts";
import { defineTask } from "../engine/task-definition.ts";
import { waitUntil, wallMs } from "../engine/wall-clock.ts";
import { type Duration, secondsOf } from "./duration.ts";

// S1: when a sleep ends is on record before it begins: an attempt that comes by here again sleeps what is left.
// S2: a process ends for a sleep only when no step is under way in it; of several sleeps the first to end counts.

const RELEASE_AFTER_SECONDS = 60;

export interface SleepOptions {
  /**
   * From how many seconds on the process of a deployed run ends while it sleeps. 60 unless given; `Infinity` keeps it.
   */
  readonly releaseAfterSeconds?: number;
}

/**
 * Waits so long. A long sleep of a run that has a deployment holds no process: this one ends, and the run goes on from its
 * last step when it is due. Shorter ones, those of runs without a deployment, of subflows and within tasks wait here.
 *
 * ```ts
 * await sleep(90);
 * await sleep({ days: 3 });
 * ```
 */
export async function sleep(duration: Duration, options: SleepOptions = {}): Promise<void> {
  const seconds = secondsOf(duration);
  const { flowRun, step } = currentContext();
  if (flowRun === null || step !== null) {
    const { signal } = step ?? new AbortController();
    return waitUntil(wallMs() + seconds * 1000, signal);
  }
  return sleepUntil(flowRun, await dueAt(seconds), options.releaseAfterSeconds ?? RELEASE_AFTER_SECONDS);
}

async function dueAt(seconds: number): Promise<number> {
  const step = defineTask({ name: "sleep" }, (length: number) => new Date(wallMs() + length * 1000).toISOString());
  return Date.parse(String((await callTask(step, [seconds]).ended).result()));
}

async function sleepUntil(scope: FlowRunScope, due: number, releaseAfterSeconds: number): Promise<void> {
  const leftMs = due - wallMs();
  if (leftMs <= 0) return;
  if (leftMs < releaseAfterSeconds * 1000 || !canWaitAlone(scope)) return waitUntil(due, scope.signal);
  const dues = sleepsOf(scope);
  dues.add(due);
  await Promise.race([unlessParked(waitUntil(due, scope.signal), scope), park(scope, due)]);
  dues.delete(due);
}

const sleeps = new WeakMap<FlowRunScope, Set<number>>();

function sleepsOf(scope: FlowRunScope): Set<number> {
  const known = sleeps.get(scope) ?? new Set();
  sleeps.set(scope, known);
  return known;
}

async function park(scope: FlowRunScope, due: number): Promise<void> {
  await whenQuiet(scope);
  const first = Math.min(...sleepsOf(scope));
  // Of several sleeps the first parks the run. Who finds none waited so long that its own is over.
  if (first !== due) return sleepsOf(scope).has(due) ? new Promise(() => undefined) : undefined;
  const until = new Date(first).toISOString();
  await parkRun(scope, WAITING_STATE_NAMES.sleep, until, `Sleeps until ${until}`);
}
