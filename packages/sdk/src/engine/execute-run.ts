import { uiAddress } from "@tutti/client/ui-address";
import { TuttiError } from "@tutti/core/errors";
import { isTerminal } from "@tutti/core/state-type";
import type { State as WireState } from "@tutti/core/wire/state";
import { withinOptions } from "../results/result-options.ts";
import { type Outcome, State } from "../state.ts";
import { activeRuns } from "./active-runs.ts";
import { callFlowBody } from "./call-flow-body.ts";
import { encodeEnd, type FlowEnd } from "./flow-end.ts";
import { flowHooks } from "./flow-hooks.ts";
import { FlowRunScope } from "./flow-run-scope.ts";
import { recordedOutcome } from "./journal.ts";
import type { OpenedRun } from "./opened-run.ts";
import { type Answer, proposeState, summaryOfWire } from "./propose-state.ts";
import { cancelled, leftByStep } from "./run-stop.ts";
import { scheduledTime } from "./scheduled-time.ts";
import type { StepScope } from "./step-scope.ts";
import { wait } from "./wait.ts";

// The life of a flow run, told in order:
// F1: Running is accepted by the server before the flow's function is called.
// F2: every step the function called has ended, and is committed, before the run's own end is proposed.
// F3: whether a failed run is tried again is the server's decision: it answers AwaitingRetry instead of Failed.
// F4: a run that another process has taken over, or that was suspended, is left alone: nothing more is proposed.

type Ended = { readonly kind: "ended"; readonly state: State } | { readonly kind: "again" };

/** Executes the run, and again as long as the server says so. Resolves with the state it ended in. */
export async function executeRun(run: OpenedRun): Promise<State> {
  const options = withinOptions(run.flow.options, run.context.flowRun?.resultOptions ?? {});
  for (let attempt = 1; ; attempt++) {
    const scope = new FlowRunScope(fieldsOf(run, attempt), run.connection, run.journal, run.epoch, options);
    const release = activeRuns.add(scope);
    const attempted = attemptRun(run, scope, attempt);
    run.context.flowRun?.addChild(scope, attempted);
    const leaveStep = endWithStep(scope, run.context.step);
    try {
      const state = await attempted;
      if (state !== null) return state;
    } finally {
      leaveStep();
      scope.noteReported();
      release();
    }
    run.journal.rerunsFailuresUntil = Infinity;
  }
}

/** A subflow that a task calls ends when that task's time limit is over: nobody takes what it comes to. */
function endWithStep(scope: FlowRunScope, step: StepScope | null): () => void {
  if (step === null) return () => undefined;
  const { signal } = step;
  const stop = (): void => scope.stop(leftByStep());
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  return () => signal.removeEventListener("abort", stop);
}

/** One attempt: null when the server says that another follows. */
async function attemptRun(run: OpenedRun, scope: FlowRunScope, attempt: number): Promise<State | null> {
  const earlierEnd = await begin(run, scope, attempt);
  if (earlierEnd !== null) return earlierEnd;
  // One that was stopped before its function was called had no life that a hook could look back on.
  if (scope.stopped === null) scope.callHooks = (state) => flowHooks(run, scope, state, () => notYet(state.name));
  const outcome = await callFlowBody(run, scope);
  const ended = await end(run, scope, await encodeEnd(run, scope, outcome));
  return ended.kind === "ended" ? ended.state : null;
}

/** What the run is in an attempt of this process, from 1: in attempt 0 it is as it was left. */
export function fieldsOf(run: OpenedRun, attempt: number) {
  const { flowRun, flow, args } = run;
  // Going on after a wait is no new attempt.
  const goesOn = flowRun.empirical_policy.resuming === true ? 1 : 0;
  const parameters: Record<string, unknown> = { ...(args[0] ?? flowRun.parameters) };
  return {
    id: flowRun.id,
    name: flowRun.name,
    flowId: flowRun.flow_id,
    flowName: flow.name,
    parameters,
    tags: flowRun.tags,
    runCount: flowRun.run_count + attempt - goesOn,
    scheduledTime: scheduledTime(flowRun),
    deploymentId: flowRun.deployment_id,
    parentFlowRunId: run.context.flowRun?.fields.id ?? null,
  };
}

/** Proposes Running until the server accepts it, or the run is stopped. Gives the run's end when it has one that stands. */
async function begin(run: OpenedRun, scope: FlowRunScope, attempt: number): Promise<State | null> {
  const answer = await answerToRunning(run, scope, attempt);
  if (answer === null) return null;
  if (answer.kind === "accepted") {
    if (attempt === 1) await sayBeginning(run, scope);
    const { name } = answer.state;
    await flowHooks(run, scope, summaryOfWire(answer.state), () => notYet(name));
    return null;
  }
  if (answer.state?.type === "COMPLETED") return earlierEnd(run, answer.state);
  if (attempt > 1 && isCancelled(answer.state)) {
    scope.stop(cancelled());
    return null;
  }
  throw new TuttiError("run_aborted", `${answer.reason} (the run is ${answer.state?.name ?? "without a state"})`);
}

/** What was tried before ends as cancelled; what was cancelled before anybody began it is not begun. */
function isCancelled(state: WireState | null): boolean {
  return state?.type === "CANCELLED" || state?.type === "CANCELLING";
}

/** Waits as long as the server says. The first proposal may have been made together with the run. Null when it is stopped. */
async function answerToRunning(
  { connection, flowRun, epoch, begun, update }: OpenedRun,
  scope: FlowRunScope,
  attempt: number,
): Promise<Exclude<Answer, { kind: "wait" }> | null> {
  const isFirst = attempt === 1;
  const proposal = isFirst ? ({ type: "RUNNING", name: "Running", update: update ?? null } as const) : RETRYING;
  const propose = () => proposeState(connection, flowRun.id, epoch, proposal);
  let answer = isFirst && begun !== undefined ? begun : await propose();
  while (answer.kind === "wait") {
    await wait(answer.seconds * 1000, scope.signal).catch(() => undefined);
    if (scope.stopped !== null) return null;
    answer = await propose();
  }
  return answer;
}

const RETRYING = { type: "RUNNING", name: "Retrying" } as const;

async function sayBeginning(run: OpenedRun, scope: FlowRunScope): Promise<void> {
  const { connection, flow, context } = run;
  const page = await uiAddress(connection.api, `/runs/flow-run/${scope.fields.id}`);
  const kind = context.flowRun === null ? "flow run" : "subflow run";
  scope.logger.info(`Beginning ${kind} '${scope.fields.name}' of flow '${flow.name}'`);
  scope.logger.info(`View at ${page}`);
}

async function earlierEnd(run: OpenedRun, state: WireState): Promise<State> {
  return new State(summaryOfWire(state), await recordedOutcome("COMPLETED", null, state.data, run.connection.results));
}

async function end(run: OpenedRun, scope: FlowRunScope, flowEnd: FlowEnd): Promise<Ended> {
  await scope.parking;
  for (;;) {
    if (scope.stopped?.kind === "lost" || scope.stopped?.kind === "suspended") throw scope.stopped.error;
    if (scope.stopped?.kind === "exiting") await never();
    const answer = await proposeState(run.connection, run.flowRun.id, run.epoch, flowEnd.proposal);
    switch (answer.kind) {
      case "wait":
        await wait(answer.seconds * 1000, scope.signal);
        break;
      case "accepted":
        return ended(run, scope, answer.state, flowEnd.outcome);
      case "replaced":
      case "refused":
        return adopt(run, scope, answer.state, answer.reason);
    }
  }
}

/** The server put another state in the place of the proposed one. */
async function adopt(run: OpenedRun, scope: FlowRunScope, state: WireState | null, reason: string): Promise<Ended> {
  if (state?.type === "SCHEDULED") {
    scope.logger.warn(`The flow run is tried again: ${state.name}`);
    return { kind: "again" };
  }
  if (state?.type === "CANCELLING") return endCancelled(run, scope);
  if (state !== null && isTerminal(state.type)) {
    const error = new TuttiError("run_aborted", `${reason} (the run is ${state.name})`);
    return ended(run, scope, state, { kind: "error", error });
  }
  throw new TuttiError("run_aborted", reason);
}

async function endCancelled(run: OpenedRun, scope: FlowRunScope): Promise<Ended> {
  const { error } = cancelled();
  const proposal = { type: "CANCELLED", message: error.message, force: true } as const;
  const answer = await proposeState(run.connection, run.flowRun.id, run.epoch, proposal);
  if (answer.kind !== "accepted") throw error;
  return ended(run, scope, answer.state, { kind: "error", error });
}

async function ended(run: OpenedRun, scope: FlowRunScope, wire: WireState, outcome: Outcome<unknown>): Promise<Ended> {
  scope.noteReported();
  const state = new State(summaryOfWire(wire), outcome);
  const isGood = wire.type === "COMPLETED";
  const suffix = wire.message === null || wire.message === "" ? "" : `: ${wire.message}`;
  scope.logger[isGood ? "info" : "error"](`Finished in state ${state.name}${suffix}`);
  await flowHooks(run, scope, state, () => outcome);
  return { kind: "ended", state };
}

function notYet(name: string | null): Outcome<unknown> {
  return { kind: "error", error: new Error(`The run is ${name}`) };
}

// The process exits within seconds; whoever waits for the run must not go on meanwhile.
function never(): Promise<never> {
  return new Promise(() => undefined);
}
