import { TuttiError } from "@tutti/core/errors";
import {
  cancelledState,
  completedState,
  crashedState,
  failedState,
  pendingState,
  runningState,
  scheduledState,
} from "@tutti/core/run-state";
import { addSeconds } from "@tutti/core/instant";
import { retryDelaySeconds } from "@tutti/core/retry-policy";
import { type CachedResult, openStepCache, type StepCache } from "../caching/step-cache.ts";
import { connect, type Connection } from "../connection.ts";
import type { Slots } from "../limits/held-slots.ts";
import { takeTagSlots } from "../limits/tag-slots.ts";
import { asError, errorText, errorTitle, failureData } from "../results/failure.ts";
import type { Outcome, State } from "../state.ts";
import type { TaskFuture } from "../task-future.ts";
import { AllowedFailure } from "../allow-failure.ts";
import { callBody } from "./call-body.ts";
import { withResults } from "./call-inputs.ts";
import type { StepCall } from "./step-call.ts";
import { now } from "./clock.ts";
import type { StepEnd } from "./journal.ts";
import { newId } from "./new-id.ts";
import { commitEnd, post, runHooks, unfinished } from "./report-step.ts";
import { ROLLED_BACK } from "./state-summary.ts";
import { replayStep } from "./replay-step.ts";
import { resultOptionsOf, storageKey } from "./result-options-of.ts";
import { wait } from "./wait.ts";
import { refuseInDecided } from "../transactions/refuse-in-decided.ts";

/** A call as far as it was settled when it was made. */
type Recorded = Pick<StepCall, "task" | "scope" | "record" | "context">;

/** An input that did not complete. */
interface Unmet {
  readonly future: TaskFuture<unknown>;
  readonly state: State;
}

type Value = Extract<Outcome<unknown>, { kind: "value" }>;
type Failure = Extract<Outcome<unknown>, { kind: "error" }>;

// The life of a step, told in order:
// T1: its result is stored before the state that names it is sent.
// T2: Running is sent before the function is called and waited for by nobody, the last state is waited for: the caller
//     goes on when the server has committed it.
// T3: a step on record is given back, not run again (journal.ts).
// T4: every event carries the epoch of the run's lease; when the server says it is lost, the run stops here.
// T5: a task whose tags are limited holds a slot of each from before it is Running until it has ended.
// T6: a step takes one frame out and one acknowledgement, and no timer; tags cost a request now and then.

const FAILURES = { FAILED: failedState, CANCELLED: cancelledState, CRASHED: crashedState };

/** Resolves with the state the task run ended in, committed. Rejects only when it could not be reported. */
export async function performStep(call: StepCall): Promise<State> {
  refuseAfterEnd(call);
  const obstacle = obstacleOf(call);
  if (obstacle !== null) await obstacle;
  call.scope?.callBegan();
  try {
    const end = recordedEnd(call);
    if (end !== null) return await replayStep(call, end);
    refuseInDecided(call.context);
    const connection = call.scope?.connection ?? (await connect());
    const admitted = connection.admission.enter();
    if (admitted !== null) await admitted;
    return await run(call, connection);
  } finally {
    call.scope?.callEnded();
  }
}

/** Whether nothing keeps the call from being executed but what the server has yet to commit. */
export function isOnlyToBeAdmitted(call: Recorded): boolean {
  const { scope, context } = call;
  if (scope === null || scope.hasEnded || scope.hold.isHeld || scope.journal.onMissing !== null) return false;
  return recordedEnd(call) === null && (context.transaction?.decided ?? null) === null;
}

/** The rest of the life of a step that only had to be admitted; its call counts as begun. */
export async function performAdmitted(call: StepCall): Promise<State> {
  try {
    refuseAfterEnd(call);
    return await run(call, call.scope?.connection ?? (await connect()));
  } finally {
    call.scope?.callEnded();
  }
}

function refuseAfterEnd({ scope }: StepCall): void {
  if (scope?.hasEnded === true) throw new TuttiError("run_stopped", "the flow run around this call has ended");
}

/** What keeps the step from being executed now: a pause, or that code is only tried against a record. */
function obstacleOf(call: StepCall): Promise<void> | null {
  const { scope, step } = call;
  if (scope === null || (scope.journal.onMissing === null && !scope.hold.isHeld)) return null;
  if (recordedEnd(call) !== null) return null;
  return scope.journal.onMissing?.(step.stepKey) ?? scope.hold.whenReleased(scope.signal);
}

/** The end on record that stands for this call. */
function recordedEnd(call: Recorded): StepEnd | null {
  const end = call.record?.end ?? null;
  if (end === null || call.task.options.persistResult === false) return null;
  if (end.state.name === ROLLED_BACK && call.context.transaction?.decided?.kind === "rollback") return end;
  return call.scope?.journal.isReplayed(end) === true ? end : null;
}

async function run(call: StepCall, connection: Connection): Promise<State> {
  call.scope?.begin(call.step);
  try {
    const args = call.upstream.length === 0 ? call.args : await argumentsOf(call, connection);
    return await (isUnmet(args) ? endNotReady(call, connection, args) : attempt(call, args, connection));
  } finally {
    call.scope?.end(call.step);
  }
}

async function attempt(call: StepCall, args: readonly unknown[], connection: Connection): Promise<State> {
  if (call.step.run.fields.tags.length === 0) return attemptFree(call, args, connection);
  let slots: Slots | null;
  try {
    slots = await takeTagSlots(call, connection);
  } catch (error) {
    return endWithError(call, connection, error);
  }
  try {
    return await attemptFree(call, args, connection);
  } finally {
    await slots?.release();
  }
}

async function attemptFree(call: StepCall, args: readonly unknown[], connection: Connection): Promise<State> {
  let cache: StepCache | null = null;
  let found: CachedResult | null = null;
  try {
    cache = await openStepCache(call, args, connection);
    if (cache !== null) found = await cache.find();
  } catch (error) {
    await cache?.close();
    return endWithError(call, connection, error);
  }
  if (cache === null) return runAttempts(call, args, connection, null);
  try {
    return await (found === null
      ? runAttempts(call, args, connection, cache)
      : endCached(call, connection, cache.key, found));
  } finally {
    await cache.close();
  }
}

/** The arguments with the results they wait for, or the first of those that did not complete. */
async function argumentsOf(call: StepCall, connection: Connection): Promise<readonly unknown[] | Unmet> {
  post(call, connection, pendingState({ id: newId(), timestamp: now() }));
  const ended = new Map<TaskFuture<unknown>, State>();
  for (const item of call.upstream) {
    const future = item instanceof AllowedFailure ? item.future : item;
    const state = await future.state();
    if (!state.isCompleted() && !(item instanceof AllowedFailure)) return { future, state };
    ended.set(future, state);
  }
  return withResults(call.args, ended);
}

function isUnmet(args: readonly unknown[] | Unmet): args is Unmet {
  return "future" in args;
}

async function endNotReady(call: StepCall, connection: Connection, { future, state: unmet }: Unmet): Promise<State> {
  const [taskKey] = future.stepKey.split("/");
  const why = unmet.error === undefined ? "" : ` (${errorTitle(unmet.error)})`;
  const message = `the input from ${taskKey} ended ${unmet.name}${why}`;
  const detail = `task run '${call.step.run.fields.name}' was not started, ${message}`;
  const error = new TuttiError("upstream_failed", detail, { cause: unmet.error });
  call.step.logger.error(`Not started, ${message}`);
  const state = pendingState({ id: newId(), timestamp: now(), name: "NotReady", message: `Not started, ${message}` });
  return commitEnd(call, connection, state, null, { kind: "error", error });
}

async function endCached(
  call: StepCall,
  connection: Connection,
  cacheKey: string,
  found: CachedResult,
): Promise<State> {
  const state = completedState({ id: newId(), timestamp: now(), name: "Cached" }, { cacheKey });
  return commitEnd(call, connection, state, found.data, { kind: "value", value: found.value });
}

async function runAttempts(
  call: StepCall,
  args: readonly unknown[],
  connection: Connection,
  cache: StepCache | null,
): Promise<State> {
  for (let retry = 0; ; retry++) {
    const state = runningState({ id: newId(), timestamp: now(), name: retry === 0 ? "Running" : "Retrying" });
    post(call, connection, state);
    if (call.task.options.onRunning !== undefined) await runHooks(call, unfinished(state));
    const outcome = await callBody(call, args, connection);
    if (outcome.kind === "value") return endWithValue(call, connection, outcome, cache);
    if (!(await isRetried(call, retry, outcome))) return endWithFailure(call, connection, outcome);
    await pauseBeforeRetry(call, connection, retry, outcome.error);
  }
}

async function isRetried(call: StepCall, retry: number, { error, given }: Failure): Promise<boolean> {
  const { options, retries } = call.task;
  if (retry >= retries || call.scope?.signal.aborted === true) return false;
  if (given !== undefined && given.type !== "FAILED") return false;
  try {
    return options.retryCondition === undefined || (await options.retryCondition(error, call.step.info));
  } catch (thrown) {
    call.step.logger.error(`The retry condition failed: ${errorText(asError(thrown))}`);
    return false;
  }
}

async function pauseBeforeRetry(call: StepCall, connection: Connection, retry: number, error: Error): Promise<void> {
  const { retryDelaySeconds: delaySeconds, retries, options } = call.task;
  const policy = { delaySeconds, jitterFactor: options.retryJitterFactor ?? 0 };
  const seconds = retryDelaySeconds(policy, retry + 1, Math.random);
  call.step.logger.warn(
    `${errorTitle(error)}; retry ${retry + 1} of ${retries} starts in ${Number(seconds.toPrecision(3))} s`,
  );
  call.step.renewSignal();
  if (seconds === 0) return;
  const at = now();
  const scheduledTime = addSeconds(at, seconds);
  post(call, connection, scheduledState({ id: newId(), timestamp: at, name: "AwaitingRetry" }, { scheduledTime }));
  await wait(seconds * 1000, call.step.signal);
}

async function endWithValue(
  call: StepCall,
  connection: Connection,
  { value, given }: Value,
  cache: StepCache | null,
): Promise<State> {
  let data: unknown = null;
  let shared = {};
  let keepLater: (() => Promise<void>) | null = null;
  try {
    if (cache !== null) {
      const kept = await keepShared(call, connection, value, cache);
      ({ data, keepLater } = kept);
      shared = { cacheKey: cache.key, cacheExpiration: kept.expiresAt };
    } else if (call.task.options.persistResult !== false) {
      data = await connection.results.encode(value, { ...resultOptionsOf(call), storageKey: storageKey(call) });
    }
  } catch (error) {
    return endWithError(call, connection, error);
  }
  const state = completedState({ id: newId(), timestamp: now(), ...given }, shared);
  return commitEnd(call, connection, state, data, { kind: "value", value }, keepLater);
}

/** In a transaction nobody else finds the result before that commits: a rollback would have to take it back. */
async function keepShared(call: StepCall, connection: Connection, value: unknown, cache: StepCache) {
  const { transaction } = call.context;
  if (transaction === undefined) return { ...(await cache.keep(value)), keepLater: null };
  const data = await connection.results.encode(value, resultOptionsOf(call));
  transaction.outermost.releases.push(cache.holdOn());
  const keepLater = async (): Promise<void> => void (await cache.keep(value));
  return { data, expiresAt: null, keepLater };
}

/** Ends the task run as Failed with what was thrown. */
export function endWithError(call: StepCall, connection: Connection, thrown: unknown): Promise<State> {
  return endWithFailure(call, connection, { kind: "error", error: asError(thrown) });
}

function endWithFailure(call: StepCall, connection: Connection, failure: Failure): Promise<State> {
  const { error } = failure;
  const thrown = { type: "FAILED", message: `Task run encountered an exception ${errorTitle(error)}` } as const;
  const { type, ...named } = failure.given ?? thrown;
  if (type !== "CANCELLED") call.step.logger.error(`Task run failed: ${errorText(error)}`);
  const state = FAILURES[type]({ id: newId(), timestamp: now(), ...named });
  return commitEnd(call, connection, state, failureData(error), failure);
}
