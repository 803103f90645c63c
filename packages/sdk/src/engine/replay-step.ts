import { noteAssets } from "../assets/step-assets.ts";
import { State } from "../state.ts";
import type { StepCall } from "./step-call.ts";
import type { StepEnd } from "./journal.ts";
import { joinTransaction } from "../transactions/join-transaction.ts";
import { keepOfReplayed } from "../transactions/keep-of-replayed.ts";
import { replayOrder } from "./replay-order.ts";
import { rememberResult } from "./step-results.ts";

/** Gives a step's recorded end back; its function is not called. Rejects with `missing_result` when that is gone. */
export async function replayStep(call: StepCall, end: StepEnd): Promise<State> {
  const outcome = await replayOrder.inTurn(end.at, end.outcome);
  const { scope } = call;
  noteAssets(call);
  if (outcome.kind === "value" && scope !== null && end.state.name !== "Cached") {
    const { value } = outcome;
    const keep = keepOfReplayed(call, scope.connection, value, end.at);
    await joinTransaction(call, scope.connection, { value, data: end.data, isReplayed: true, keep });
  }
  const { stepKey, run } = call.step;
  if (outcome.kind === "value") rememberResult(outcome.value, { stepKey, taskRunId: run.id });
  call.step.logger.debug(`Given back from the record: ${end.state.name}`);
  return new State(end.state, outcome);
}
