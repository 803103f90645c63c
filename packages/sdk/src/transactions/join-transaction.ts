import { setTaskRunState } from "@tutti/client/task-runs";
import { epochHeader } from "@tutti/client/leases";
import { completedState } from "@tutti/core/run-state";
import type { Connection } from "../connection.ts";
import { now } from "../engine/clock.ts";
import { newId } from "../engine/new-id.ts";
import type { StepCall } from "../engine/step-call.ts";
import { asError, errorText } from "../results/failure.ts";
import { type Outcome, State } from "../state.ts";
import { ROLLED_BACK, summaryOf } from "../engine/state-summary.ts";
import { listOf, type TaskMember, TransactionScope } from "./transaction-scope.ts";

/** How a step came to its end. */
export interface CompletedStep {
  readonly value: unknown;
  /** What its state carries. */
  readonly data: unknown;
  /** Given back from the record. */
  readonly isReplayed: boolean;
  /** What waits for the commit, where there is one. */
  readonly keep: (() => Promise<void>) | null;
}

/** A task that completed becomes part of the transaction that it was called in. Without one it is committed at once. */
export async function joinTransaction(call: StepCall, connection: Connection, completed: CompletedStep): Promise<void> {
  const { transaction } = call.context;
  if (transaction !== undefined) await transaction.join(memberOf(call, connection, completed, transaction));
  else if (call.task.options.onCommit !== undefined && !completed.isReplayed) {
    await commitAlone(call, connection, completed);
  }
}

function memberOf(
  call: StepCall,
  connection: Connection,
  { value, data, isReplayed, keep }: CompletedStep,
  transaction: TransactionScope,
): TaskMember {
  const { task, step, scope } = call;
  return {
    kind: "task",
    taskName: task.name,
    stepKey: `${transaction.flowRunKey(scope)}${step.stepKey}`,
    run: { ...step.info, result: value },
    onCommit: listOf(task.options.onCommit),
    onRollback: listOf(task.options.onRollback),
    keep,
    markRolledBack: () =>
      isReplayed ? proposeRolledBack(call, connection, data) : report(call, connection, value, data),
  };
}

/** By the session, as all of a step's states: the server may not have its last one yet. */
async function report(call: StepCall, { session, results }: Connection, value: unknown, data: unknown): Promise<void> {
  const { scope, step } = call;
  const state = completedState({ id: newId(), timestamp: now(), name: ROLLED_BACK });
  await session.commit(step.run.enter(state, data));
  if (scope?.journal.keepsEnds !== true) return;
  const outcome = async (): Promise<Outcome<unknown>> => ({ kind: "value", value: await results.decode(data) });
  const end = { state: new State(summaryOf(state), { kind: "value", value }), at: state.timestamp, data, outcome };
  scope.journal.keep(step.stepKey, { taskRunId: step.run.id, name: step.run.fields.name, end });
}

/** What an earlier process reported of the step is known to the server alone: its times and counts stay. */
async function proposeRolledBack({ step, scope }: StepCall, { api }: Connection, data: unknown): Promise<void> {
  const state = { type: "COMPLETED" as const, name: ROLLED_BACK, data };
  await setTaskRunState(api, step.run.id, { state, force: true }, epochHeader(scope?.epoch ?? null));
}

async function commitAlone(call: StepCall, connection: Connection, { value }: CompletedStep): Promise<void> {
  const { task, step, context } = call;
  const own = new TransactionScope({}, null, { ...context, step }, connection);
  own.state = "committed";
  for (const hook of listOf(task.options.onCommit)) {
    try {
      await hook(own, { ...step.info, result: value });
    } catch (error) {
      step.logger.error(`The commit hook ${hook.name || "(unnamed)"} failed: ${errorText(asError(error))}`);
    }
  }
}
