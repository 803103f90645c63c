import { TuttiError } from "@tutti/core/errors";
import { withinOptions } from "../results/result-options.ts";
import { callFunction } from "./call-flow-body.ts";
import type { Place } from "./call-subflow.ts";
import { fieldsOf } from "./execute-run.ts";
import { FlowRunScope } from "./flow-run-scope.ts";
import { Journal, type StepRecord } from "./journal.ts";
import type { OpenedRun } from "./opened-run.ts";
import { earlierRun, resolvedArgs } from "./subflow-run.ts";

// A subflow on record is given back, and nothing of it is run or reported again. But the transaction around it has to know
// its tasks, their hooks and the transactions in it, which are the code's: so its function is called with what is on record.

/** Has all that a subflow on record did be part of the transaction again. Rejects with `code_changed` when it asks for more. */
export async function rejoinTransaction(place: Place, record: StepRecord): Promise<void> {
  const { flow, context, parent } = place;
  const { connection, epoch } = parent;
  const flowRun = await earlierRun(parent, record.taskRunId);
  if (flowRun === undefined) return;
  const journal = new Journal(false);
  await journal.load(connection.api, connection.results, flowRun.id);
  journal.rerunsFailuresUntil = -Infinity;
  const args = await resolvedArgs(place.args);
  const missing = await missingFrom({ flow, connection, flowRun, args, journal, epoch, context }, parent);
  if (missing === null) return;
  const detail = `the transaction around the subflow ${flowRun.name} needs its step ${missing}, which is not on record`;
  throw new TuttiError("code_changed", detail);
}

/** Calls the flow's function with what is on record; the first step that it asks for beyond that. */
async function missingFrom(run: OpenedRun, parent: FlowRunScope): Promise<string | null> {
  let missing: string | null = null;
  run.journal.onMissing = (stepKey) => {
    missing ??= stepKey;
    return Promise.reject(new TuttiError("code_changed", `${stepKey} is not on record`));
  };
  const options = withinOptions(run.flow.options, parent.resultOptions);
  const scope = new FlowRunScope(fieldsOf(run, 0), run.connection, run.journal, run.epoch, options);
  // What it gave, or threw, stands on record.
  const called = callFunction(run, scope).catch(() => undefined);
  parent.addChild(scope, called);
  await called;
  await scope.whenCallsEnded();
  scope.seal(null, "");
  return missing;
}
