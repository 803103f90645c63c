import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Connection } from "../connection.ts";
import { proposeState } from "../engine/propose-state.ts";
import { RunLogger } from "../logger.ts";
import { asError, errorText, errorTitle, failureData } from "../results/failure.ts";

/** The log of a run whose flow is not there yet. */
export function preparationLog(flowRun: FlowRun, connection: Connection): RunLogger {
  const { id, name } = flowRun;
  return new RunLogger({ flowRunId: id, taskRunId: null, title: `Flow run '${name}'` }, connection.logs);
}

/**
 * Ends a run whose flow could not be started: Crashed, as Prefect's workers say of it, but with the reason. Resolves
 * when the server knows.
 */
export async function reportUnstarted(
  flowRun: FlowRun,
  connection: Connection,
  epoch: number | null,
  thrown: unknown,
): Promise<void> {
  const error = asError(thrown);
  preparationLog(flowRun, connection).error(`The flow could not be started: ${errorText(error)}`);
  const message = `The flow could not be started: ${errorTitle(error)}`;
  await proposeState(connection, flowRun.id, epoch, {
    type: "CRASHED",
    message,
    data: failureData(error),
    force: true,
  });
  await connection.logs.flush();
}
