import { TuttiError } from "@tutti/core/errors";
import type {
  CancelledState,
  CompletedState,
  CrashedState,
  FailedState,
  PendingState,
  RunState,
} from "@tutti/core/run-state";
import { instant } from "@tutti/core/instant";
import type { Connection } from "../connection.ts";
import { callHooks, hooksFor } from "../hooks.ts";
import { type Outcome, State } from "../state.ts";
import { assetEvents, noteAssets } from "../assets/step-assets.ts";
import type { StepCall } from "./step-call.ts";
import { joinTransaction } from "../transactions/join-transaction.ts";
import { summaryOf } from "./state-summary.ts";
import { rememberResult } from "./step-results.ts";

/** A state a task run can end in: Pending is the end of one whose inputs failed. */
export type EndingState = CompletedState | FailedState | CancelledState | CrashedState | PendingState;

/** Reports a state that nobody waits for. */
export function post(call: StepCall, connection: Connection, state: RunState): void {
  if (isSealed(call)) return;
  connection.session.post(call.step.run.enter(state), (error) => {
    noteLoss(call, error);
  });
}

/** Reports the last state, and resolves when it is committed: then the caller may go on. */
export async function commitEnd(
  call: StepCall,
  connection: Connection,
  state: EndingState,
  data: unknown,
  outcome: Outcome<unknown>,
  keepLater: (() => Promise<void>) | null = null,
): Promise<State> {
  const told = call.task.options.materializes === undefined ? [] : await assetEvents(call, state);
  if (isSealed(call)) return sealedState(call);
  noteAssets(call);
  try {
    for (const event of told) connection.session.post(event, (error) => noteLoss(call, error));
    await connection.session.commit(call.step.run.enter(state, data));
  } catch (error) {
    noteLoss(call, error);
    throw error;
  }
  const end = new State(summaryOf(state), outcome);
  keep(call, end, data, outcome, connection);
  tellEnd(call, state);
  await runHooks(call, end);
  if (outcome.kind === "value" && state.name !== "Cached") {
    await joinTransaction(call, connection, { value: outcome.value, data, isReplayed: false, keep: keepLater });
  }
  return end;
}

/** A failure is told when it happens, with its stack. */
function tellEnd({ step }: StepCall, { type, name, message }: EndingState): void {
  const text = `Finished in state ${name}${message === null ? "" : `: ${message}`}`;
  if (type === "COMPLETED") step.logger.info(text);
  else if (type === "CANCELLED") step.logger.error(text);
}

/** Calls the hooks of the state just entered, if the task has any. */
export async function runHooks(call: StepCall, state: State): Promise<void> {
  const hooks = hooksFor(call.task.options, state.type);
  if (hooks.length > 0) await callHooks(hooks, call.task, call.step.info, state, call.step.logger);
}

/** A state the run goes on from: it has no result yet. */
export function unfinished(state: RunState): State {
  return new State(summaryOf(state), { kind: "error", error: new Error(`The run is ${state.name}`) });
}

// A step is sealed when its flow run crashed or ran out of time: its last state is reported already.
function isSealed(call: StepCall): boolean {
  return call.scope !== null && !call.scope.isUnderWay(call.step);
}

function sealedState(call: StepCall): State {
  const { state } = call.step.run;
  const error = new TuttiError("run_stopped", `task run '${call.step.run.fields.name}' was stopped with its flow run`);
  if (state === null) throw error;
  return new State(summaryOf(state), { kind: "error", error });
}

function keep(call: StepCall, end: State, data: unknown, outcome: Outcome<unknown>, connection: Connection): void {
  const { step, scope, task } = call;
  const { run, stepKey } = step;
  if (outcome.kind === "value") rememberResult(outcome.value, { stepKey, taskRunId: run.id });
  if (scope === null || !scope.journal.keepsEnds) return;
  // Kept as text: what the flow does to the value afterwards must not show in what a retry is given.
  const text = JSON.stringify(data);
  const isKept = outcome.kind === "value" && task.options.persistResult !== false;
  const replayed = async (): Promise<Outcome<unknown>> =>
    isKept ? { kind: "value", value: await connection.results.decode(JSON.parse(text)) } : outcome;
  scope.journal.keep(stepKey, {
    taskRunId: run.id,
    name: run.fields.name,
    end: { state: end, at: run.state?.timestamp ?? instant(0), data: JSON.parse(text ?? "null"), outcome: replayed },
  });
}

function noteLoss(call: StepCall, error: unknown): void {
  if (error instanceof TuttiError && error.code === "lease_lost") call.scope?.stop({ kind: "lost", error });
}
