import type { ApiClient } from "@tutti/client/http";
import { TuttiError } from "@tutti/core/errors";
import { WAIT_STEPS } from "@tutti/core/waiting/wait-steps";
import { checkGiven } from "../check-given.ts";
import { connect } from "../connection.ts";
import { callTask } from "../engine/call-task.ts";
import type { FlowRunScope } from "../engine/flow-run-scope.ts";
import { unlessParked } from "../engine/let-go.ts";
import { recordedValue } from "../engine/recorded-value.ts";
import { currentContext } from "../engine/run-context.ts";
import { defineTask } from "../engine/task-definition.ts";
import { waitUntil } from "../engine/wait.ts";
import { wallMs } from "../engine/wall-clock.ts";
import { type AwaitedEvent, type EventCriteria, findEvent, type Window } from "./find-event.ts";
import { RELEASE_AFTER_SECONDS, waiting } from "./waiting-room.ts";

// V1: since when, and until when, an event counts is on record before it is looked for, and the event is when it is found:
//     another attempt gets the same one.

export type { AwaitedEvent } from "./find-event.ts";

const POLL_SECONDS = 1;
const OPTIONS = ["event", "resource", "match", "timeoutSeconds", "pollIntervalSeconds", "releaseAfterSeconds"];

export interface WaitForEventOptions extends EventCriteria {
  /** Unless given, it waits for ever. */
  readonly timeoutSeconds?: number;
  /** How often to look while the process is there. 1 unless given. */
  readonly pollIntervalSeconds?: number;
  /** After how many seconds in which nothing else happens the process ends. 60 unless given; `Infinity` keeps it. */
  readonly releaseAfterSeconds?: number;
}

/**
 * Waits for the first event that happens from now on and fits. In a run that has a deployment a long wait holds no process:
 * the server starts the run again when the event has come. It works so on a Tutti server; elsewhere the process waits.
 *
 * ```ts
 * const { payload } = await waitForEvent({ event: "order.paid", resource: `order.${id}`, timeoutSeconds: 86_400 });
 * ```
 *
 * Rejects with `timed_out`.
 */
export async function waitForEvent(options: WaitForEventOptions): Promise<AwaitedEvent> {
  checkGiven('waitForEvent({ event: "order.paid", timeoutSeconds: 60 })', options, OPTIONS);
  const { flowRun, step } = currentContext();
  if (flowRun === null || step !== null) {
    const { api } = flowRun?.connection ?? (await connect());
    const { signal } = step ?? new AbortController();
    return poll(options, windowOf(options), signal, api);
  }
  const { event, resource, match } = options;
  // Names what it waits for, so that it can be told why the run waits.
  const begin = defineTask({ name: WAIT_STEPS.event }, () => ({
    ...windowOf(options),
    event,
    resource: resource ?? null,
  }));
  const begun = callTask(begin, [{ event, resource: resource ?? null, match: match ?? null }]);
  // Made by the same code, perhaps in an earlier attempt.
  const window = (await begun.ended).result() as Window;
  return recordedValue(WAIT_STEPS.found, begun.stepKey, () => awaitEvent(flowRun, options, window));
}

function windowOf({ timeoutSeconds = Infinity }: WaitForEventOptions): Window {
  if (!(timeoutSeconds > 0)) throw new RangeError(`timeoutSeconds must be above 0, not ${timeoutSeconds}`);
  const since = wallMs();
  const until = Number.isFinite(timeoutSeconds) ? new Date(since + timeoutSeconds * 1000).toISOString() : null;
  return { since: new Date(since).toISOString(), until };
}

function awaitEvent(scope: FlowRunScope, options: WaitForEventOptions, window: Window): Promise<AwaitedEvent> {
  const { releaseAfterSeconds = RELEASE_AFTER_SECONDS } = options;
  const event = { criteria: options, window };
  const wait = { dueMs: endOf(window), releaseAfterMs: releaseAfterSeconds * 1000, event };
  scope.logger.info(`Waits for ${options.event}${window.until === null ? "" : `, until ${window.until} at most`}`);
  return waiting(scope, wait, () => unlessParked(poll(options, window, scope.waitSignal, scope.connection.api), scope));
}

async function poll(
  options: WaitForEventOptions,
  window: Window,
  signal: AbortSignal,
  api: ApiClient,
): Promise<AwaitedEvent> {
  const untilMs = endOf(window);
  for (;;) {
    // What happened in time counts, even when it is found late.
    const isLast = wallMs() >= untilMs;
    const event = await findEvent(api, options, window);
    if (event !== null) return event;
    if (isLast) throw timedOut(options);
    await waitUntil(Math.min(wallMs() + (options.pollIntervalSeconds ?? POLL_SECONDS) * 1000, untilMs), signal);
  }
}

function endOf({ until }: Window): number {
  return until === null ? Infinity : Date.parse(until);
}

function timedOut({ event, timeoutSeconds }: WaitForEventOptions): TuttiError {
  return new TuttiError("timed_out", `no event ${event} came within ${timeoutSeconds} s`);
}
