import { setTaskRunState } from "@tutti/client/task-runs";
import { epochHeader } from "@tutti/client/leases";
import { type Instant, parseInstant } from "@tutti/core/instant";
import { completedState } from "@tutti/core/run-state";
import type { Connection } from "../connection.ts";
import { now } from "../engine/clock.ts";
import { newId } from "../engine/new-id.ts";
import type { StepCall } from "../engine/step-call.ts";
import { asError, errorText } from "../results/failure.ts";
import { summaryOfWire } from "../engine/propose-state.ts";
import { type Outcome, State, type StateSummary } from "../state.ts";
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
      isReplayed ? proposeRolledBack(call, connection, value, data) : report(call, connection, value, data),
  };
}

/** By the session, as all of a step's states: the server may not have its last one yet. */
async function report(call: StepCall, connection: Connection, value: unknown, data: unknown): Promise<void> {
  const { scope, step } = call;
  await connection.session.commit(
    step.run.enter(completedState({ id: newId(), timestamp: now(), name: ROLLED_BACK }), data),
  );
  const { state } = step.run;
  if (scope?.journal.keepsEnds !== true || state === null) return;
  keepRolledBack(call, connection, { summary: summaryOf(state), at: state.timestamp, value, data });
}

/** What an earlier process reported of the step is known to the server alone: its times and counts stay. */
async function proposeRolledBack(call: StepCall, connection: Connection, value: unknown, data: unknown): Promise<void> {
  const { step, scope } = call;
  const proposal = { state: { type: "COMPLETED" as const, name: ROLLED_BACK, data }, force: true };
  const headers = epochHeader(scope?.epoch ?? null);
  const { state } = await setTaskRunState(connection.api, step.run.id, proposal, headers);
  if (state === null) return;
  const at = parseInstant(state.timestamp) ?? now();
  keepRolledBack(call, connection, { summary: summaryOfWire(state), at, value, data });
}

interface RolledBack {
  readonly summary: StateSummary;
  readonly at: Instant;
  readonly value: unknown;
  readonly data: unknown;
}

/** A retry of the flow in this process runs the step again. */
function keepRolledBack(
  { scope, step }: StepCall,
  { results }: Connection,
  { summary, at, value, data }: RolledBack,
): void {
  const outcome = async (): Promise<Outcome<unknown>> => ({ kind: "value", value: await results.decode(data) });
  const end = { state: new State(summary, { kind: "value", value }), at, data, outcome };
  scope?.journal.keep(step.stepKey, { taskRunId: step.run.id, name: step.run.fields.name, end });
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
