import { installConsoleCapture } from "../console-capture.ts";
import { checkParameters } from "../parameters.ts";
import { asError, errorText } from "../results/failure.ts";
import { type Outcome, State } from "../state.ts";
import { TaskFuture } from "../task-future.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import type { OpenedRun } from "./opened-run.ts";
import { runIn } from "./run-context.ts";
import { TimeLimitError, withinSeconds } from "./wait.ts";

const SAY_WAITING_AFTER_MS = 1000;

/**
 * Calls the flow's function inside the run. When it resolves, every call the function made has ended, too; only when the
 * time limit is over are the ones under way given up, since nothing can stop them.
 */
export async function callFlowBody(run: OpenedRun, scope: FlowRunScope): Promise<Outcome<unknown>> {
  const outcome = await outcomeOf(run, scope);
  if (outcome.kind === "error") scope.logger.error(`Flow run failed: ${errorText(outcome.error)}`);
  if (outcome.kind === "error" && outcome.error instanceof TimeLimitError) {
    scope.crashSteps("The flow run exceeded its time limit");
  } else {
    await callsEnded(scope);
  }
  await scope.connection.session.whenSettled();
  return outcome;
}

async function outcomeOf(run: OpenedRun, scope: FlowRunScope): Promise<Outcome<unknown>> {
  const { timeoutSeconds } = run.flow.options;
  try {
    const args = await checkedArgs(run);
    const body = (): unknown => callInside(run, scope, args);
    const value =
      timeoutSeconds === undefined
        ? await body()
        : await withinSeconds(timeoutSeconds, body, () => {
            const error = new TimeLimitError(`Flow run exceeded its time limit of ${timeoutSeconds} s`);
            scope.abort(error);
            return error;
          });
    return { kind: "value", value: await resultsIn(value) };
  } catch (thrown) {
    return { kind: "error", error: asError(thrown) };
  }
}

async function checkedArgs(run: OpenedRun): Promise<readonly unknown[]> {
  const { schema } = run.flow;
  return schema === null ? run.args : [await checkParameters(schema, run.args[0] ?? {})];
}

function callInside(run: OpenedRun, scope: FlowRunScope, args: readonly unknown[]): unknown {
  const { tags, printsTo } = run.context;
  const logsPrints = run.flow.options.logPrints ?? printsTo !== null;
  if (logsPrints) installConsoleCapture();
  const inside = { flowRun: scope, step: null, tags, printsTo: logsPrints ? scope.logger : null };
  const { fn } = run.flow;
  return runIn(inside, () => fn(...args));
}

/** Futures and states that a flow returns stand for their results, alone or in a list. */
async function resultsIn(value: unknown): Promise<unknown> {
  if (value instanceof State) return value.result();
  if (!Array.isArray(value) || !value.some((item) => item instanceof TaskFuture || item instanceof State)) return value;
  return Promise.all(value.map((item: unknown) => (item instanceof State ? item.result() : item)));
}

async function callsEnded(scope: FlowRunScope): Promise<void> {
  if (scope.callsUnderWay === 0) return;
  const notice = setTimeout(() => {
    scope.logger.info(`Waiting for ${scope.callsUnderWay} calls that have not ended`);
  }, SAY_WAITING_AFTER_MS);
  await scope.whenCallsEnded();
  clearTimeout(notice);
}
