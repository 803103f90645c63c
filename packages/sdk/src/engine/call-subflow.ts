import { epochHeader } from "@tutti/client/leases";
import { createTaskRun } from "@tutti/client/task-runs";
import { instant } from "@tutti/core/instant";
import type { TaskRun } from "@tutti/core/wire/task-run";
import { refuseInDecided } from "../transactions/refuse-in-decided.ts";
import { State } from "../state.ts";
import { flowInputs } from "./call-inputs.ts";
import { inputIdentity } from "./input-identity.ts";
import { executeRun } from "./execute-run.ts";
import type { FlowDefinition } from "./flow-definition.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import { Journal, type StepRecord } from "./journal.ts";
import { createRun, reopen } from "./open-run.ts";
import type { OpenedRun } from "./opened-run.ts";
import type { RunContext } from "./run-context.ts";
import { rejoinTransaction } from "./rejoin-transaction.ts";
import { replayOrder } from "./replay-order.ts";
import { rememberResult } from "./step-results.ts";
import { earlierRun, resolvedArgs } from "./subflow-run.ts";
import { withSchemaDefaults } from "../schema-defaults.ts";

export interface Place {
  readonly flow: FlowDefinition;
  readonly args: readonly unknown[];
  readonly context: RunContext;
  readonly parent: FlowRunScope;
  readonly dynamicKey: string;
}

/**
 * Calls a flow within a flow run: a run of its own, whose place in the parent a task run holds, as Prefect has it. It is
 * keyed and replayed like a step.
 */
export async function callSubflow(
  flow: FlowDefinition,
  args: readonly unknown[],
  context: RunContext,
  parent: FlowRunScope,
): Promise<State> {
  const identity = inputIdentity(args, flow.name, parent);
  const dynamicKey = parent.keys.next(flow.name, keyAround(context), identity);
  const place: Place = { flow, args, context, parent, dynamicKey };
  parent.callBegan();
  try {
    const record = parent.journal.find(flow.name, dynamicKey);
    const earlier = await replayed(place, record);
    if (earlier !== null && record !== undefined) {
      if (context.transaction !== undefined) await rejoinTransaction(place, record);
      return earlier;
    }
    refuseInDecided(context);
    return await execute(place, record);
  } finally {
    parent.callEnded();
  }
}

/** In a transaction that was rolled back before, a subflow is a run of its own beside the one that was undone. */
function keyAround({ step, transaction }: RunContext): string | null {
  const key = step?.stepKey ?? null;
  return transaction === undefined ? key : `${key ?? ""}\n${transaction.prefix}`;
}

async function replayed(place: Place, record: StepRecord | undefined): Promise<State | null> {
  const { parent, flow } = place;
  if (record?.end === undefined || record.end === null || !parent.journal.isReplayed(record.end)) return null;
  if (flow.options.persistResult === false) return null;
  const outcome = await replayOrder.inTurn(record.end.at, record.end.outcome);
  const state = new State(record.end.state, outcome);
  if (outcome.kind === "value") rememberResult(outcome.value, stepRef(place, record.taskRunId));
  return state;
}

async function execute(place: Place, record: StepRecord | undefined): Promise<State> {
  const { parent, flow } = place;
  const { onMissing } = parent.journal;
  if (onMissing !== null) return onMissing(`${flow.name}/${place.dynamicKey}`);
  const args = await resolvedArgs(place.args);
  const placeholder = await createPlaceholder(place, record);
  const run = await openSubflow(place, placeholder.id, args, record);
  const state = await executeRun(run);
  if (state.isCompleted()) {
    rememberResult(state.result(), stepRef(place, placeholder.id));
  }
  if (parent.journal.keepsEnds) {
    const outcome = state.error === undefined ? { value: state.result() } : { error: state.error };
    parent.journal.keep(`${flow.name}/${place.dynamicKey}`, {
      taskRunId: placeholder.id,
      name: placeholder.name,
      end: {
        state,
        at: instant(state.timestamp.getTime() * 1000),
        outcome: async () => ("value" in outcome ? valueOf(outcome.value) : failureOf(outcome.error)),
      },
      child: run.journal,
    });
  }
  return state;
}

type Placeholder = Pick<TaskRun, "id" | "name">;

/** The task run that stands for the subflow in its parent; the same place gives the same task run. */
async function createPlaceholder(place: Place, record: StepRecord | undefined): Promise<Placeholder> {
  const { parent, flow, args, context, dynamicKey } = place;
  if (record !== undefined) return { id: record.taskRunId, name: record.name };
  const body = {
    name: parent.nextName(flow.name),
    flow_run_id: parent.fields.id,
    task_key: flow.name,
    dynamic_key: dynamicKey,
    task_version: flow.version,
    task_inputs: flowInputs(args, context.step?.run.id ?? null),
    tags: [...context.tags],
    state: { type: "PENDING" as const },
  };
  return createTaskRun(parent.connection.api, body, epochHeader(parent.epoch));
}

async function openSubflow(
  place: Place,
  placeholder: string,
  args: readonly unknown[],
  record: StepRecord | undefined,
): Promise<OpenedRun> {
  const { flow, context, parent } = place;
  const { connection, epoch } = parent;
  const earlier = record === undefined ? undefined : await earlierRun(parent, placeholder);
  if (earlier !== undefined) {
    const reopened = await reopen(flow, earlier, connection, epoch, context, "refuse");
    const journal = record?.child ?? reopened.journal;
    journal.rerunsFailuresUntil = Math.max(reopened.journal.rerunsFailuresUntil, parent.journal.rerunsFailuresUntil);
    return { ...reopened, journal, args };
  }
  const whole = await withSchemaDefaults(flow.schema, args);
  const flowRun = await createRun(flow, whole, context, connection, placeholder, epoch);
  const journal = new Journal(flow.retries > 0 || parent.journal.keepsEnds);
  return { flow, connection, flowRun, args: whole, journal, epoch, context };
}

function stepRef(place: Place, taskRunId: string) {
  return { stepKey: `${place.flow.name}/${place.dynamicKey}`, taskRunId };
}

function valueOf(value: unknown) {
  return { kind: "value", value } as const;
}

function failureOf(error: Error) {
  return { kind: "error", error } as const;
}
