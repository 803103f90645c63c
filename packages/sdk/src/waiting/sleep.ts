import { WAIT_STEPS } from "@tutti/core/waiting/wait-steps";
import { callTask } from "../engine/call-task.ts";
import type { FlowRunScope } from "../engine/flow-run-scope.ts";
import { unlessParked } from "../engine/let-go.ts";
import { currentContext } from "../engine/run-context.ts";
import { defineTask } from "../engine/task-definition.ts";
import { waitUntil } from "../engine/wait.ts";
import { wallMs } from "../engine/wall-clock.ts";
import { type Duration, secondsOf } from "./duration.ts";
import { RELEASE_AFTER_SECONDS, waiting } from "./waiting-room.ts";

// S1: when a sleep ends is on record before it begins: an attempt that comes by here again sleeps what is left.

export interface SleepOptions {
  /**
   * After how many seconds in which nothing else happens in the run its process ends, when at least as many are left. 60
   * unless given; `Infinity` keeps the process.
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
  const step = defineTask({ name: WAIT_STEPS.sleep }, (length: number) =>
    new Date(wallMs() + length * 1000).toISOString(),
  );
  return Date.parse(String((await callTask(step, [seconds]).ended).result()));
}

function sleepUntil(scope: FlowRunScope, dueMs: number, releaseAfterSeconds: number): Promise<void> {
  const wait = { dueMs, releaseAfterMs: releaseAfterSeconds * 1000, event: null };
  if (dueMs > wallMs()) scope.logger.info(`Sleeps until ${new Date(dueMs).toISOString()}`);
  return waiting(scope, wait, () => unlessParked(waitUntil(dueMs, scope.waitSignal), scope));
}
