import { LogShipper } from "@tutti/client/log-shipper";
import { connect } from "../connection.ts";
import type { FlowDefinition } from "../engine/flow-definition.ts";
import { FlowRunScope } from "../engine/flow-run-scope.ts";
import { Journal } from "../engine/journal.ts";
import { runIn } from "../engine/run-context.ts";
import { scheduledTime } from "../engine/scheduled-time.ts";
import { checkParameters } from "../parameters.ts";
import { asError } from "../results/failure.ts";
import { outcomeOfStates, speaksOfStates } from "../returned-outcome.ts";
import type { Recording } from "./recording.ts";
import type { Replay } from "./replay.ts";

/** What is logged while code is tried against a record is of no run. */
class NoLogs extends LogShipper {
  override add(): void {
    // Dropped.
  }
}

/** Calls the flow's function with what is on record, until it ends or a call is not. */
export async function replayFlow(flow: FlowDefinition, { flow_run, task_runs }: Recording): Promise<Replay> {
  const connection = await connect();
  const diverged = Promise.withResolvers<string>();
  const journal = new Journal(false);
  journal.adopt(task_runs, connection.results);
  journal.rerunsFailuresUntil = -Infinity;
  journal.onMissing = (stepKey) => {
    diverged.resolve(stepKey);
    return new Promise(() => undefined);
  };
  const fields = {
    id: flow_run.id,
    name: flow_run.name,
    flowId: flow_run.flow_id,
    flowName: flow.name,
    parameters: flow_run.parameters,
    tags: flow_run.tags,
    runCount: flow_run.run_count + 1,
    scheduledTime: scheduledTime(flow_run),
    deploymentId: null,
    parentFlowRunId: null,
  };
  const logs = new NoLogs(connection.api, () => undefined);
  const scope = new FlowRunScope(fields, { ...connection, logs }, journal, null, flow.options);
  const ended = outcomeOf(flow, scope, flow_run.parameters);
  const end = await Promise.race([ended, diverged.promise.then((divergesAt) => ({ ...NOTHING, divergesAt }))]);
  scope.seal(null, "");
  return { ...end, unused: journal.unasked() };
}

const NOTHING = { divergesAt: null, result: undefined, error: undefined };

async function outcomeOf(
  { fn, schema }: FlowDefinition,
  scope: FlowRunScope,
  parameters: Record<string, unknown>,
): Promise<Omit<Replay, "unused">> {
  try {
    const given = schema === null ? parameters : await checkParameters(schema, parameters);
    const args = Object.keys(Object(given)).length === 0 ? [] : [given];
    const inside = { flowRun: scope, step: null, tags: [], printsTo: null };
    const value = await runIn(inside, () => fn(...args));
    if (!speaksOfStates(value)) return { ...NOTHING, result: value };
    const outcome = await outcomeOfStates(value);
    return outcome.kind === "value" ? { ...NOTHING, result: outcome.value } : { ...NOTHING, error: outcome.error };
  } catch (thrown) {
    return { ...NOTHING, error: asError(thrown) };
  }
}
